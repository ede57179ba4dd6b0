using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EnablementHub.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Approvals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsMajor",
                table: "ItemVersions",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "Approval",
                table: "Items",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "ApprovalComments",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ItemId = table.Column<int>(type: "int", nullable: false),
                    VersionNumber = table.Column<int>(type: "int", nullable: false),
                    AuthorId = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Quote = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Moment = table.Column<double>(type: "float", nullable: true),
                    AnswersId = table.Column<int>(type: "int", nullable: true),
                    ResolvedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    ResolvedById = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApprovalComments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ApprovalComments_Items_ItemId",
                        column: x => x.ItemId,
                        principalTable: "Items",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ApprovalComments_People_AuthorId",
                        column: x => x.AuthorId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ApprovalRounds",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ItemId = table.Column<int>(type: "int", nullable: false),
                    VersionNumber = table.Column<int>(type: "int", nullable: false),
                    AskedById = table.Column<int>(type: "int", nullable: false),
                    AskedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    NeedsAll = table.Column<bool>(type: "bit", nullable: false),
                    Words = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApprovalRounds", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ApprovalRounds_Items_ItemId",
                        column: x => x.ItemId,
                        principalTable: "Items",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ApprovalRounds_People_AskedById",
                        column: x => x.AskedById,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ArchiveRules",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Kind = table.Column<int>(type: "int", nullable: true),
                    UnusedDays = table.Column<int>(type: "int", nullable: false),
                    CreatedById = table.Column<int>(type: "int", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ArchiveRules", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ArchiveRules_People_CreatedById",
                        column: x => x.CreatedById,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BulkEndings",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    PersonId = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    FinishedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BulkEndings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BulkEndings_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "TopicReviewers",
                columns: table => new
                {
                    FacetValueId = table.Column<int>(type: "int", nullable: false),
                    PersonId = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TopicReviewers", x => new { x.FacetValueId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_TopicReviewers_FacetValues_FacetValueId",
                        column: x => x.FacetValueId,
                        principalTable: "FacetValues",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_TopicReviewers_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RoundReviewer",
                columns: table => new
                {
                    RoundId = table.Column<int>(type: "int", nullable: false),
                    PersonId = table.Column<int>(type: "int", nullable: false),
                    WasAsked = table.Column<bool>(type: "bit", nullable: false),
                    Decision = table.Column<int>(type: "int", nullable: false),
                    DecidedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    Words = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RoundReviewer", x => new { x.RoundId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_RoundReviewer_ApprovalRounds_RoundId",
                        column: x => x.RoundId,
                        principalTable: "ApprovalRounds",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_RoundReviewer_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ArchiveAnnouncements",
                columns: table => new
                {
                    ItemId = table.Column<int>(type: "int", nullable: false),
                    RuleId = table.Column<int>(type: "int", nullable: false),
                    AnnouncedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    ArchiveOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Revision = table.Column<int>(type: "int", nullable: false),
                    IsHeldByUses = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ArchiveAnnouncements", x => x.ItemId);
                    table.ForeignKey(
                        name: "FK_ArchiveAnnouncements_ArchiveRules_RuleId",
                        column: x => x.RuleId,
                        principalTable: "ArchiveRules",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ArchiveAnnouncements_Items_ItemId",
                        column: x => x.ItemId,
                        principalTable: "Items",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "BulkEndingItem",
                columns: table => new
                {
                    EndingId = table.Column<int>(type: "int", nullable: false),
                    ItemId = table.Column<int>(type: "int", nullable: false),
                    SuccessorId = table.Column<int>(type: "int", nullable: true),
                    DespiteUses = table.Column<bool>(type: "bit", nullable: false),
                    State = table.Column<int>(type: "int", nullable: false),
                    Sentence = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BulkEndingItem", x => new { x.EndingId, x.ItemId });
                    table.ForeignKey(
                        name: "FK_BulkEndingItem_BulkEndings_EndingId",
                        column: x => x.EndingId,
                        principalTable: "BulkEndings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Items_Approval",
                table: "Items",
                column: "Approval");

            migrationBuilder.CreateIndex(
                name: "IX_ApprovalComments_AuthorId",
                table: "ApprovalComments",
                column: "AuthorId");

            migrationBuilder.CreateIndex(
                name: "IX_ApprovalComments_ItemId_ResolvedAt",
                table: "ApprovalComments",
                columns: new[] { "ItemId", "ResolvedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ApprovalRounds_AskedById",
                table: "ApprovalRounds",
                column: "AskedById");

            migrationBuilder.CreateIndex(
                name: "IX_ApprovalRounds_ItemId_VersionNumber",
                table: "ApprovalRounds",
                columns: new[] { "ItemId", "VersionNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_ArchiveAnnouncements_ArchiveOn",
                table: "ArchiveAnnouncements",
                column: "ArchiveOn");

            migrationBuilder.CreateIndex(
                name: "IX_ArchiveAnnouncements_RuleId",
                table: "ArchiveAnnouncements",
                column: "RuleId");

            migrationBuilder.CreateIndex(
                name: "IX_ArchiveRules_CreatedById",
                table: "ArchiveRules",
                column: "CreatedById");

            migrationBuilder.CreateIndex(
                name: "IX_ArchiveRules_Kind_UnusedDays",
                table: "ArchiveRules",
                columns: new[] { "Kind", "UnusedDays" });

            migrationBuilder.CreateIndex(
                name: "IX_BulkEndings_FinishedAt",
                table: "BulkEndings",
                column: "FinishedAt");

            migrationBuilder.CreateIndex(
                name: "IX_BulkEndings_PersonId",
                table: "BulkEndings",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_RoundReviewer_PersonId_Decision",
                table: "RoundReviewer",
                columns: new[] { "PersonId", "Decision" });

            migrationBuilder.CreateIndex(
                name: "IX_TopicReviewers_PersonId",
                table: "TopicReviewers",
                column: "PersonId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ApprovalComments");

            migrationBuilder.DropTable(
                name: "ArchiveAnnouncements");

            migrationBuilder.DropTable(
                name: "BulkEndingItem");

            migrationBuilder.DropTable(
                name: "RoundReviewer");

            migrationBuilder.DropTable(
                name: "TopicReviewers");

            migrationBuilder.DropTable(
                name: "ArchiveRules");

            migrationBuilder.DropTable(
                name: "BulkEndings");

            migrationBuilder.DropTable(
                name: "ApprovalRounds");

            migrationBuilder.DropIndex(
                name: "IX_Items_Approval",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "IsMajor",
                table: "ItemVersions");

            migrationBuilder.DropColumn(
                name: "Approval",
                table: "Items");
        }
    }
}
