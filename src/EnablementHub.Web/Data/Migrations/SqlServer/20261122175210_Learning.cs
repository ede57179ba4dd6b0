using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EnablementHub.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Learning : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "LearningRecords",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    PersonId = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    TargetId = table.Column<int>(type: "int", nullable: false),
                    TargetVersion = table.Column<int>(type: "int", nullable: false),
                    EarnedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    RecordedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    ScorePercent = table.Column<double>(type: "float", nullable: true),
                    Evidence = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Key = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LearningRecords", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LearningRecords_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_LearningRecords_Key",
                table: "LearningRecords",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LearningRecords_Kind_TargetId_TargetVersion_PersonId",
                table: "LearningRecords",
                columns: new[] { "Kind", "TargetId", "TargetVersion", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_LearningRecords_PersonId_Kind_TargetId_EarnedAt",
                table: "LearningRecords",
                columns: new[] { "PersonId", "Kind", "TargetId", "EarnedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_LearningRecords_RecordedAt",
                table: "LearningRecords",
                column: "RecordedAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LearningRecords");
        }
    }
}
