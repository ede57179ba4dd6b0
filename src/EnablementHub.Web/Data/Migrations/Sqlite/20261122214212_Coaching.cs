using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EnablementHub.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Coaching : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "CoachingChanges",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Subject = table.Column<int>(type: "INTEGER", nullable: false),
                    SubjectId = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ById = table.Column<int>(type: "INTEGER", nullable: false),
                    IsRemoval = table.Column<bool>(type: "INTEGER", nullable: false),
                    Before = table.Column<string>(type: "TEXT", maxLength: 20000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CoachingChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CoachingChanges_People_ById",
                        column: x => x.ById,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CoachingEntries",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<int>(type: "INTEGER", nullable: false),
                    AuthorId = table.Column<int>(type: "INTEGER", nullable: false),
                    IsShared = table.Column<bool>(type: "INTEGER", nullable: false),
                    OnDay = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    ItemId = table.Column<int>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RemovedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CoachingEntries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CoachingEntries_Items_ItemId",
                        column: x => x.ItemId,
                        principalTable: "Items",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CoachingEntries_People_AuthorId",
                        column: x => x.AuthorId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CoachingEntries_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CoachingSteps",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PersonId = table.Column<int>(type: "INTEGER", nullable: false),
                    AuthorId = table.Column<int>(type: "INTEGER", nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DoneById = table.Column<int>(type: "INTEGER", nullable: true),
                    RemovedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RemindOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CoachingSteps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CoachingSteps_People_AuthorId",
                        column: x => x.AuthorId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CoachingSteps_People_DoneById",
                        column: x => x.DoneById,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CoachingSteps_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReadinessRows",
                columns: table => new
                {
                    PersonId = table.Column<int>(type: "INTEGER", nullable: false),
                    IsActive = table.Column<bool>(type: "INTEGER", nullable: false),
                    Percent = table.Column<int>(type: "INTEGER", nullable: true),
                    Overdue = table.Column<int>(type: "INTEGER", nullable: false),
                    Expiring = table.Column<int>(type: "INTEGER", nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false),
                    ReadyOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ReckonedOn = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReadinessRows", x => x.PersonId);
                    table.ForeignKey(
                        name: "FK_ReadinessRows_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Recognitions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<int>(type: "INTEGER", nullable: false),
                    AuthorId = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    TargetKind = table.Column<int>(type: "INTEGER", nullable: true),
                    TargetId = table.Column<int>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RemovedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Recognitions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Recognitions_People_AuthorId",
                        column: x => x.AuthorId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Recognitions_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CoachingMoment",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    EntryId = table.Column<int>(type: "INTEGER", nullable: false),
                    Seconds = table.Column<double>(type: "REAL", nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CoachingMoment", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CoachingMoment_CoachingEntries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "CoachingEntries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CoachingChanges_ById",
                table: "CoachingChanges",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_CoachingChanges_Subject_SubjectId_Id",
                table: "CoachingChanges",
                columns: new[] { "Subject", "SubjectId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_CoachingEntries_AuthorId",
                table: "CoachingEntries",
                column: "AuthorId");

            migrationBuilder.CreateIndex(
                name: "IX_CoachingEntries_ItemId",
                table: "CoachingEntries",
                column: "ItemId");

            migrationBuilder.CreateIndex(
                name: "IX_CoachingEntries_PersonId_RemovedAt_OnDay",
                table: "CoachingEntries",
                columns: new[] { "PersonId", "RemovedAt", "OnDay" });

            migrationBuilder.CreateIndex(
                name: "IX_CoachingMoment_EntryId",
                table: "CoachingMoment",
                column: "EntryId");

            migrationBuilder.CreateIndex(
                name: "IX_CoachingSteps_AuthorId",
                table: "CoachingSteps",
                column: "AuthorId");

            migrationBuilder.CreateIndex(
                name: "IX_CoachingSteps_DoneById",
                table: "CoachingSteps",
                column: "DoneById");

            migrationBuilder.CreateIndex(
                name: "IX_CoachingSteps_PersonId_RemovedAt_DoneAt_DueOn",
                table: "CoachingSteps",
                columns: new[] { "PersonId", "RemovedAt", "DoneAt", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_CoachingSteps_RemindOn",
                table: "CoachingSteps",
                column: "RemindOn");

            migrationBuilder.CreateIndex(
                name: "IX_ReadinessRows_IsActive_Expiring",
                table: "ReadinessRows",
                columns: new[] { "IsActive", "Expiring" });

            migrationBuilder.CreateIndex(
                name: "IX_ReadinessRows_IsActive_Overdue",
                table: "ReadinessRows",
                columns: new[] { "IsActive", "Overdue" });

            migrationBuilder.CreateIndex(
                name: "IX_ReadinessRows_IsActive_Place_PersonId",
                table: "ReadinessRows",
                columns: new[] { "IsActive", "Place", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_ReadinessRows_ReckonedOn",
                table: "ReadinessRows",
                column: "ReckonedOn");

            migrationBuilder.CreateIndex(
                name: "IX_Recognitions_AuthorId",
                table: "Recognitions",
                column: "AuthorId");

            migrationBuilder.CreateIndex(
                name: "IX_Recognitions_PersonId_CreatedAt",
                table: "Recognitions",
                columns: new[] { "PersonId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Recognitions_RemovedAt_CreatedAt",
                table: "Recognitions",
                columns: new[] { "RemovedAt", "CreatedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CoachingChanges");

            migrationBuilder.DropTable(
                name: "CoachingMoment");

            migrationBuilder.DropTable(
                name: "CoachingSteps");

            migrationBuilder.DropTable(
                name: "ReadinessRows");

            migrationBuilder.DropTable(
                name: "Recognitions");

            migrationBuilder.DropTable(
                name: "CoachingEntries");
        }
    }
}
