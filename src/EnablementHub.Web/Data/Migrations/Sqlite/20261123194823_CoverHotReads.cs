using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EnablementHub.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CoverHotReads : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {

        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {

        }
    }
}
