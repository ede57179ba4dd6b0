using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EnablementHub.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class CoverHotReads : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Notices_Unmailed",
                table: "Notices");

            migrationBuilder.DropIndex(
                name: "IX_Notices_Unread",
                table: "Notices");

            migrationBuilder.DropIndex(
                name: "IX_ItemDays_Day",
                table: "ItemDays");

            migrationBuilder.DropIndex(
                name: "IX_Changes_Position",
                table: "Changes");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_Unmailed",
                table: "Notices",
                column: "PersonId",
                filter: "MailDecidedAt IS NULL")
                .Annotation("SqlServer:Include", new[] { "MailDecidedAt", "IsMandatory" });

            migrationBuilder.CreateIndex(
                name: "IX_Notices_Unread",
                table: "Notices",
                column: "PersonId",
                filter: "ReadAt IS NULL")
                .Annotation("SqlServer:Include", new[] { "ReadAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ItemDays_Day",
                table: "ItemDays",
                column: "Day")
                .Annotation("SqlServer:Include", new[] { "Views", "Plays", "Downloads", "SecondsPlayed" });

            migrationBuilder.CreateIndex(
                name: "IX_Changes_Position",
                table: "Changes",
                column: "Position")
                .Annotation("SqlServer:Include", new[] { "ItemId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Notices_Unmailed",
                table: "Notices");

            migrationBuilder.DropIndex(
                name: "IX_Notices_Unread",
                table: "Notices");

            migrationBuilder.DropIndex(
                name: "IX_ItemDays_Day",
                table: "ItemDays");

            migrationBuilder.DropIndex(
                name: "IX_Changes_Position",
                table: "Changes");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_Unmailed",
                table: "Notices",
                column: "PersonId",
                filter: "MailDecidedAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_Unread",
                table: "Notices",
                column: "PersonId",
                filter: "ReadAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ItemDays_Day",
                table: "ItemDays",
                column: "Day");

            migrationBuilder.CreateIndex(
                name: "IX_Changes_Position",
                table: "Changes",
                column: "Position");
        }
    }
}
