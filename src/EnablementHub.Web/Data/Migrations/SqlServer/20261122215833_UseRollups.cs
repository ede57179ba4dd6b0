using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EnablementHub.Data.Migrations.SqlServer
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
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "CountedAs",
                table: "SearchRecords",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "IsCounted",
                table: "SearchRecords",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "ItemPeople",
                columns: table => new
                {
                    ItemId = table.Column<int>(type: "int", nullable: false),
                    PersonId = table.Column<int>(type: "int", nullable: false),
                    LastViewedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    LastPlayedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    LastAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Views = table.Column<int>(type: "int", nullable: false),
                    Plays = table.Column<int>(type: "int", nullable: false),
                    Downloads = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ItemPeople", x => new { x.ItemId, x.PersonId });
                });

            migrationBuilder.CreateTable(
                name: "PersonUses",
                columns: table => new
                {
                    PersonId = table.Column<int>(type: "int", nullable: false),
                    LastAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonUses", x => x.PersonId);
                });

            migrationBuilder.CreateTable(
                name: "SearchDays",
                columns: table => new
                {
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    FoldedText = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Text = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Searches = table.Column<int>(type: "int", nullable: false),
                    Fruitless = table.Column<int>(type: "int", nullable: false),
                    FruitlessFiltered = table.Column<int>(type: "int", nullable: false),
                    Opened = table.Column<int>(type: "int", nullable: false),
                    Ranked = table.Column<int>(type: "int", nullable: false),
                    RankSum = table.Column<long>(type: "bigint", nullable: false),
                    Played = table.Column<int>(type: "int", nullable: false),
                    SecondsToPlay = table.Column<double>(type: "float", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchDays", x => new { x.Day, x.FoldedText });
                });

            migrationBuilder.CreateTable(
                name: "SearchExplanations",
                columns: table => new
                {
                    FoldedText = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Cause = table.Column<int>(type: "int", nullable: false),
                    Meant = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ItemId = table.Column<int>(type: "int", nullable: true),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchExplanations", x => x.FoldedText);
                });

            migrationBuilder.CreateTable(
                name: "SearchPeople",
                columns: table => new
                {
                    FoldedText = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PersonId = table.Column<int>(type: "int", nullable: false),
                    LastAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchPeople", x => new { x.FoldedText, x.PersonId });
                });

            migrationBuilder.CreateTable(
                name: "TeamDays",
                columns: table => new
                {
                    TeamId = table.Column<int>(type: "int", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    ItemId = table.Column<int>(type: "int", nullable: false),
                    Views = table.Column<int>(type: "int", nullable: false),
                    Plays = table.Column<int>(type: "int", nullable: false),
                    Downloads = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TeamDays", x => new { x.TeamId, x.Day, x.ItemId });
                });

            migrationBuilder.CreateTable(
                name: "UseHours",
                columns: table => new
                {
                    TeamId = table.Column<int>(type: "int", nullable: false),
                    Hour = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    Views = table.Column<int>(type: "int", nullable: false),
                    Plays = table.Column<int>(type: "int", nullable: false),
                    Downloads = table.Column<int>(type: "int", nullable: false)
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
