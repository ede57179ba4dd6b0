using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EnablementHub.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class UseRollups : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsCounted",
                table: "UsageEvents",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "CountedAs",
                table: "SearchRecords",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "IsCounted",
                table: "SearchRecords",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "ItemPeople",
                columns: table => new
                {
                    ItemId = table.Column<int>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<int>(type: "INTEGER", nullable: false),
                    LastViewedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastPlayedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Views = table.Column<int>(type: "INTEGER", nullable: false),
                    Plays = table.Column<int>(type: "INTEGER", nullable: false),
                    Downloads = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ItemPeople", x => new { x.ItemId, x.PersonId });
                });

            migrationBuilder.CreateTable(
                name: "PersonUses",
                columns: table => new
                {
                    PersonId = table.Column<int>(type: "INTEGER", nullable: false),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonUses", x => x.PersonId);
                });

            migrationBuilder.CreateTable(
                name: "SearchDays",
                columns: table => new
                {
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    FoldedText = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Searches = table.Column<int>(type: "INTEGER", nullable: false),
                    Fruitless = table.Column<int>(type: "INTEGER", nullable: false),
                    FruitlessFiltered = table.Column<int>(type: "INTEGER", nullable: false),
                    Opened = table.Column<int>(type: "INTEGER", nullable: false),
                    Ranked = table.Column<int>(type: "INTEGER", nullable: false),
                    RankSum = table.Column<long>(type: "INTEGER", nullable: false),
                    Played = table.Column<int>(type: "INTEGER", nullable: false),
                    SecondsToPlay = table.Column<double>(type: "REAL", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchDays", x => new { x.Day, x.FoldedText });
                });

            migrationBuilder.CreateTable(
                name: "SearchExplanations",
                columns: table => new
                {
                    FoldedText = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Cause = table.Column<int>(type: "INTEGER", nullable: false),
                    Meant = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ItemId = table.Column<int>(type: "INTEGER", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchExplanations", x => x.FoldedText);
                });

            migrationBuilder.CreateTable(
                name: "SearchPeople",
                columns: table => new
                {
                    FoldedText = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    PersonId = table.Column<int>(type: "INTEGER", nullable: false),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchPeople", x => new { x.FoldedText, x.PersonId });
                });

            migrationBuilder.CreateTable(
                name: "TeamDays",
                columns: table => new
                {
                    TeamId = table.Column<int>(type: "INTEGER", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ItemId = table.Column<int>(type: "INTEGER", nullable: false),
                    Views = table.Column<int>(type: "INTEGER", nullable: false),
                    Plays = table.Column<int>(type: "INTEGER", nullable: false),
                    Downloads = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TeamDays", x => new { x.TeamId, x.Day, x.ItemId });
                });

            migrationBuilder.CreateTable(
                name: "UseHours",
                columns: table => new
                {
                    TeamId = table.Column<int>(type: "INTEGER", nullable: false),
                    Hour = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Views = table.Column<int>(type: "INTEGER", nullable: false),
                    Plays = table.Column<int>(type: "INTEGER", nullable: false),
                    Downloads = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UseHours", x => new { x.TeamId, x.Hour, x.Kind });
                });

            migrationBuilder.CreateIndex(
                name: "IX_UsageEvents_Uncounted",
                table: "UsageEvents",
                column: "Id",
                filter: "IsCounted = 0");

            migrationBuilder.CreateIndex(
                name: "IX_SearchRecords_Uncounted",
                table: "SearchRecords",
                column: "At",
                filter: "IsCounted = 0");

            migrationBuilder.CreateIndex(
                name: "IX_ItemPeople_ItemId_LastPlayedAt",
                table: "ItemPeople",
                columns: new[] { "ItemId", "LastPlayedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ItemPeople_ItemId_LastViewedAt",
                table: "ItemPeople",
                columns: new[] { "ItemId", "LastViewedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ItemPeople_PersonId_LastAt",
                table: "ItemPeople",
                columns: new[] { "PersonId", "LastAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PersonUses_LastAt",
                table: "PersonUses",
                column: "LastAt");

            migrationBuilder.CreateIndex(
                name: "IX_SearchPeople_FoldedText_LastAt",
                table: "SearchPeople",
                columns: new[] { "FoldedText", "LastAt" });

            migrationBuilder.CreateIndex(
                name: "IX_TeamDays_ItemId_Day",
                table: "TeamDays",
                columns: new[] { "ItemId", "Day" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ItemPeople");

            migrationBuilder.DropTable(
                name: "PersonUses");

            migrationBuilder.DropTable(
                name: "SearchDays");

            migrationBuilder.DropTable(
                name: "SearchExplanations");

            migrationBuilder.DropTable(
                name: "SearchPeople");

            migrationBuilder.DropTable(
                name: "TeamDays");

            migrationBuilder.DropTable(
                name: "UseHours");

            migrationBuilder.DropIndex(
                name: "IX_UsageEvents_Uncounted",
                table: "UsageEvents");

            migrationBuilder.DropIndex(
                name: "IX_SearchRecords_Uncounted",
                table: "SearchRecords");

            migrationBuilder.DropColumn(
                name: "IsCounted",
                table: "UsageEvents");

            migrationBuilder.DropColumn(
                name: "CountedAs",
                table: "SearchRecords");

            migrationBuilder.DropColumn(
                name: "IsCounted",
                table: "SearchRecords");
        }
    }
}
