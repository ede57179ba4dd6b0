using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EnablementHub.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Duplicates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "NearDuplicates",
                columns: table => new
                {
                    FirstId = table.Column<int>(type: "int", nullable: false),
                    SecondId = table.Column<int>(type: "int", nullable: false),
                    Similarity = table.Column<double>(type: "float", nullable: false),
                    IsDismissed = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NearDuplicates", x => new { x.FirstId, x.SecondId });
                });

            migrationBuilder.CreateTable(
                name: "SketchedTexts",
                columns: table => new
                {
                    ItemId = table.Column<int>(type: "int", nullable: false),
                    Fingerprint = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SketchedTexts", x => x.ItemId);
                    table.ForeignKey(
                        name: "FK_SketchedTexts_Items_ItemId",
                        column: x => x.ItemId,
                        principalTable: "Items",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SketchEntries",
                columns: table => new
                {
                    ItemId = table.Column<int>(type: "int", nullable: false),
                    Hash = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SketchEntries", x => new { x.ItemId, x.Hash });
                    table.ForeignKey(
                        name: "FK_SketchEntries_Items_ItemId",
                        column: x => x.ItemId,
                        principalTable: "Items",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_NearDuplicates_IsDismissed_Similarity",
                table: "NearDuplicates",
                columns: new[] { "IsDismissed", "Similarity" });

            migrationBuilder.CreateIndex(
                name: "IX_NearDuplicates_SecondId",
                table: "NearDuplicates",
                column: "SecondId");

            migrationBuilder.CreateIndex(
                name: "IX_SketchEntries_Hash",
                table: "SketchEntries",
                column: "Hash");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "NearDuplicates");

            migrationBuilder.DropTable(
                name: "SketchedTexts");

            migrationBuilder.DropTable(
                name: "SketchEntries");
        }
    }
}
