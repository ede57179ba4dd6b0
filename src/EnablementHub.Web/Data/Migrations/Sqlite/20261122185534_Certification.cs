using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EnablementHub.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Certification : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "BadgeKeys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    KeyId = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    X = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    Y = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    Protected = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BadgeKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CertificationPlans",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Title = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Summary = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    IsMandatory = table.Column<bool>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    LiveNumber = table.Column<int>(type: "INTEGER", nullable: true),
                    DraftNumber = table.Column<int>(type: "INTEGER", nullable: true),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificationPlans", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Certificates",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PersonId = table.Column<int>(type: "INTEGER", nullable: false),
                    PlanId = table.Column<int>(type: "INTEGER", nullable: false),
                    Period = table.Column<int>(type: "INTEGER", nullable: false),
                    PlanVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    HolderName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    EarnedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EarnedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ValidUntil = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    RenewalOpensOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    GraceUntil = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    IsRenewal = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsCurrent = table.Column<bool>(type: "INTEGER", nullable: false),
                    Token = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    RemindOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    UpdateDueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    RevokedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RevokedById = table.Column<int>(type: "INTEGER", nullable: true),
                    RevokeReason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Certificates", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Certificates_CertificationPlans_PlanId",
                        column: x => x.PlanId,
                        principalTable: "CertificationPlans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Certificates_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Certificates_People_RevokedById",
                        column: x => x.RevokedById,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CertificationContentChanges",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PlanId = table.Column<int>(type: "INTEGER", nullable: false),
                    ItemId = table.Column<int>(type: "INTEGER", nullable: false),
                    ToVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AskOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificationContentChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CertificationContentChanges_CertificationPlans_PlanId",
                        column: x => x.PlanId,
                        principalTable: "CertificationPlans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CertificationPlanVersions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PlanId = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    ValidDays = table.Column<int>(type: "INTEGER", nullable: false),
                    WindowDays = table.Column<int>(type: "INTEGER", nullable: false),
                    GraceDays = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    PublishedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CaughtUpAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificationPlanVersions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CertificationPlanVersions_CertificationPlans_PlanId",
                        column: x => x.PlanId,
                        principalTable: "CertificationPlans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CertificateRecords",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CertificateId = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    TargetId = table.Column<int>(type: "INTEGER", nullable: false),
                    TargetVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    EarnedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ScorePercent = table.Column<double>(type: "REAL", nullable: true),
                    Evidence = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    RecordId = table.Column<long>(type: "INTEGER", nullable: false),
                    IsUpdate = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificateRecords", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CertificateRecords_Certificates_CertificateId",
                        column: x => x.CertificateId,
                        principalTable: "Certificates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CertificateRecords_LearningRecords_RecordId",
                        column: x => x.RecordId,
                        principalTable: "LearningRecords",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CertificateUpdates",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ChangeId = table.Column<int>(type: "INTEGER", nullable: false),
                    CertificateId = table.Column<int>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<int>(type: "INTEGER", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    FromVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    RemindOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    DoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificateUpdates", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CertificateUpdates_Certificates_CertificateId",
                        column: x => x.CertificateId,
                        principalTable: "Certificates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CertificateUpdates_CertificationContentChanges_ChangeId",
                        column: x => x.ChangeId,
                        principalTable: "CertificationContentChanges",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CertificateUpdates_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CertificationChangeQuestions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ChangeId = table.Column<int>(type: "INTEGER", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Prompt = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Choices = table.Column<string>(type: "TEXT", maxLength: 804, nullable: false),
                    Correct = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificationChangeQuestions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CertificationChangeQuestions_CertificationContentChanges_ChangeId",
                        column: x => x.ChangeId,
                        principalTable: "CertificationContentChanges",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CertificationPlanGroups",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    VersionId = table.Column<int>(type: "INTEGER", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    IsRenewal = table.Column<bool>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Need = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificationPlanGroups", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CertificationPlanGroups_CertificationPlanVersions_VersionId",
                        column: x => x.VersionId,
                        principalTable: "CertificationPlanVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CertificationPlanRequirements",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    GroupId = table.Column<int>(type: "INTEGER", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    TargetId = table.Column<int>(type: "INTEGER", nullable: false),
                    MinimumScore = table.Column<double>(type: "REAL", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificationPlanRequirements", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CertificationPlanRequirements_CertificationPlanGroups_GroupId",
                        column: x => x.GroupId,
                        principalTable: "CertificationPlanGroups",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_BadgeKeys_KeyId",
                table: "BadgeKeys",
                column: "KeyId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CertificateRecords_CertificateId",
                table: "CertificateRecords",
                column: "CertificateId");

            migrationBuilder.CreateIndex(
                name: "IX_CertificateRecords_Kind_TargetId_TargetVersion",
                table: "CertificateRecords",
                columns: new[] { "Kind", "TargetId", "TargetVersion" });

            migrationBuilder.CreateIndex(
                name: "IX_CertificateRecords_RecordId",
                table: "CertificateRecords",
                column: "RecordId");

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_IsCurrent_PlanId_ValidUntil",
                table: "Certificates",
                columns: new[] { "IsCurrent", "PlanId", "ValidUntil" });

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_PersonId_PlanId_Period",
                table: "Certificates",
                columns: new[] { "PersonId", "PlanId", "Period" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_PlanId",
                table: "Certificates",
                column: "PlanId");

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_RemindOn",
                table: "Certificates",
                column: "RemindOn");

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_RevokedById",
                table: "Certificates",
                column: "RevokedById");

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_Token",
                table: "Certificates",
                column: "Token",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CertificateUpdates_CertificateId",
                table: "CertificateUpdates",
                column: "CertificateId");

            migrationBuilder.CreateIndex(
                name: "IX_CertificateUpdates_ChangeId_CertificateId",
                table: "CertificateUpdates",
                columns: new[] { "ChangeId", "CertificateId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CertificateUpdates_PersonId_DoneAt_ClosedAt",
                table: "CertificateUpdates",
                columns: new[] { "PersonId", "DoneAt", "ClosedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_CertificateUpdates_RemindOn",
                table: "CertificateUpdates",
                column: "RemindOn");

            migrationBuilder.CreateIndex(
                name: "IX_CertificationChangeQuestions_ChangeId",
                table: "CertificationChangeQuestions",
                column: "ChangeId");

            migrationBuilder.CreateIndex(
                name: "IX_CertificationContentChanges_AskedAt_AskOn",
                table: "CertificationContentChanges",
                columns: new[] { "AskedAt", "AskOn" });

            migrationBuilder.CreateIndex(
                name: "IX_CertificationContentChanges_PlanId_ItemId_ToVersion",
                table: "CertificationContentChanges",
                columns: new[] { "PlanId", "ItemId", "ToVersion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CertificationPlanGroups_VersionId",
                table: "CertificationPlanGroups",
                column: "VersionId");

            migrationBuilder.CreateIndex(
                name: "IX_CertificationPlanRequirements_GroupId",
                table: "CertificationPlanRequirements",
                column: "GroupId");

            migrationBuilder.CreateIndex(
                name: "IX_CertificationPlanRequirements_Kind_TargetId",
                table: "CertificationPlanRequirements",
                columns: new[] { "Kind", "TargetId" });

            migrationBuilder.CreateIndex(
                name: "IX_CertificationPlans_Key",
                table: "CertificationPlans",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CertificationPlans_State",
                table: "CertificationPlans",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_CertificationPlanVersions_PlanId_Number",
                table: "CertificationPlanVersions",
                columns: new[] { "PlanId", "Number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BadgeKeys");

            migrationBuilder.DropTable(
                name: "CertificateRecords");

            migrationBuilder.DropTable(
                name: "CertificateUpdates");

            migrationBuilder.DropTable(
                name: "CertificationChangeQuestions");

            migrationBuilder.DropTable(
                name: "CertificationPlanRequirements");

            migrationBuilder.DropTable(
                name: "Certificates");

            migrationBuilder.DropTable(
                name: "CertificationContentChanges");

            migrationBuilder.DropTable(
                name: "CertificationPlanGroups");

            migrationBuilder.DropTable(
                name: "CertificationPlanVersions");

            migrationBuilder.DropTable(
                name: "CertificationPlans");
        }
    }
}
