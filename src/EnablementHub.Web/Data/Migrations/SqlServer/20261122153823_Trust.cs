using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EnablementHub.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Trust : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "BackupId",
                table: "Items",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ClaimedById",
                table: "Items",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "RemindOn",
                table: "Items",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ReviewPostponedTo",
                table: "Items",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "UntrustedReason",
                table: "Items",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "VerifierId",
                table: "Items",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "VerifierTeamId",
                table: "Items",
                type: "int",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "OutOfDateReports",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ItemId = table.Column<int>(type: "int", nullable: false),
                    PersonId = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Reason = table.Column<int>(type: "int", nullable: false),
                    Moment = table.Column<double>(type: "float", nullable: true),
                    Text = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SettledAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    Outcome = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutOfDateReports", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OutOfDateReports_Items_ItemId",
                        column: x => x.ItemId,
                        principalTable: "Items",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_OutOfDateReports_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReviewIntervals",
                columns: table => new
                {
                    Scope = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Days = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewIntervals", x => x.Scope);
                });

            migrationBuilder.CreateTable(
                name: "TrustEvents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ItemId = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    PersonId = table.Column<int>(type: "int", nullable: true),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    Reason = table.Column<int>(type: "int", nullable: true),
                    Note = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TrustEvents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TrustEvents_Items_ItemId",
                        column: x => x.ItemId,
                        principalTable: "Items",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_TrustEvents_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SearchRecords_ItemClickedId_At",
                table: "SearchRecords",
                columns: new[] { "ItemClickedId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Items_State_RemindOn",
                table: "Items",
                columns: new[] { "State", "RemindOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Items_UntrustedReason_ReviewDueOn",
                table: "Items",
                columns: new[] { "UntrustedReason", "ReviewDueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_OutOfDateReports_ItemId_SettledAt",
                table: "OutOfDateReports",
                columns: new[] { "ItemId", "SettledAt" });

            migrationBuilder.CreateIndex(
                name: "IX_OutOfDateReports_PersonId_At",
                table: "OutOfDateReports",
                columns: new[] { "PersonId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_OutOfDateReports_SettledAt",
                table: "OutOfDateReports",
                column: "SettledAt");

            migrationBuilder.CreateIndex(
                name: "IX_TrustEvents_ItemId_Id",
                table: "TrustEvents",
                columns: new[] { "ItemId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_TrustEvents_Kind_At",
                table: "TrustEvents",
                columns: new[] { "Kind", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_TrustEvents_PersonId",
                table: "TrustEvents",
                column: "PersonId");

            // What was verified before has its reminders from its review date on.
            migrationBuilder.Sql("UPDATE Items SET RemindOn = ReviewDueOn WHERE ReviewDueOn IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "OutOfDateReports");

            migrationBuilder.DropTable(
                name: "ReviewIntervals");

            migrationBuilder.DropTable(
                name: "TrustEvents");

            migrationBuilder.DropIndex(
                name: "IX_SearchRecords_ItemClickedId_At",
                table: "SearchRecords");

            migrationBuilder.DropIndex(
                name: "IX_Items_State_RemindOn",
                table: "Items");

            migrationBuilder.DropIndex(
                name: "IX_Items_UntrustedReason_ReviewDueOn",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "BackupId",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "ClaimedById",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "RemindOn",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "ReviewPostponedTo",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "UntrustedReason",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "VerifierId",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "VerifierTeamId",
                table: "Items");
        }
    }
}
