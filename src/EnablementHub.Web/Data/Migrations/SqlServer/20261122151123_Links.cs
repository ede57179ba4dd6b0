using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EnablementHub.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Links : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "LinkRewriteId",
                table: "ItemVersions",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LinksEdition",
                table: "ItemVersions",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "ExternalAddresses",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Key = table.Column<string>(type: "nvarchar(43)", maxLength: 43, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Url = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Host = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<int>(type: "int", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    MovedTo = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    CheckedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    NextCheckAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    DeadSince = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    FailedDays = table.Column<int>(type: "int", nullable: false),
                    LastFailedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    IsTold = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExternalAddresses", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LinkRewrites",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PersonId = table.Column<int>(type: "int", nullable: false),
                    StartedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    FinishedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    State = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LinkRewrites", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LinkRewrites_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MovedAddresses",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Path = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ToItemId = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    PersonId = table.Column<int>(type: "int", nullable: true),
                    RewriteId = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MovedAddresses", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MovedSections",
                columns: table => new
                {
                    ItemId = table.Column<int>(type: "int", nullable: false),
                    OldAnchor = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    NewAnchor = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    PersonId = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MovedSections", x => new { x.ItemId, x.OldAnchor });
                });

            migrationBuilder.CreateTable(
                name: "VersionLinks",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    VersionId = table.Column<int>(type: "int", nullable: false),
                    Place = table.Column<int>(type: "int", nullable: false),
                    Start = table.Column<int>(type: "int", nullable: false),
                    Length = table.Column<int>(type: "int", nullable: false),
                    Line = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    IsEmbed = table.Column<bool>(type: "bit", nullable: false),
                    TargetItemId = table.Column<int>(type: "int", nullable: true),
                    StartSeconds = table.Column<double>(type: "float", nullable: true),
                    EndSeconds = table.Column<double>(type: "float", nullable: true),
                    Anchor = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Address = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AddressKey = table.Column<string>(type: "nvarchar(43)", maxLength: 43, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Words = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VersionLinks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_VersionLinks_ItemVersions_VersionId",
                        column: x => x.VersionId,
                        principalTable: "ItemVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "LinkRewriteRules",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    RewriteId = table.Column<int>(type: "int", nullable: false),
                    FromItemId = table.Column<int>(type: "int", nullable: true),
                    FromAnchor = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FromAddress = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ToItemId = table.Column<int>(type: "int", nullable: true),
                    ToAnchor = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ToAddress = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Words = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LinkRewriteRules", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LinkRewriteRules_LinkRewrites_RewriteId",
                        column: x => x.RewriteId,
                        principalTable: "LinkRewrites",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RewrittenItems",
                columns: table => new
                {
                    RewriteId = table.Column<int>(type: "int", nullable: false),
                    ItemId = table.Column<int>(type: "int", nullable: false),
                    State = table.Column<int>(type: "int", nullable: false),
                    LiveBefore = table.Column<int>(type: "int", nullable: true),
                    LiveAfter = table.Column<int>(type: "int", nullable: true),
                    PendingBefore = table.Column<int>(type: "int", nullable: true),
                    PendingAfter = table.Column<int>(type: "int", nullable: true),
                    Links = table.Column<int>(type: "int", nullable: false),
                    Problem = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RewrittenItems", x => new { x.RewriteId, x.ItemId });
                    table.ForeignKey(
                        name: "FK_RewrittenItems_LinkRewrites_RewriteId",
                        column: x => x.RewriteId,
                        principalTable: "LinkRewrites",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ItemVersions_LinkRewriteId",
                table: "ItemVersions",
                column: "LinkRewriteId");

            migrationBuilder.CreateIndex(
                name: "IX_ItemVersions_LinksEdition",
                table: "ItemVersions",
                column: "LinksEdition");

            migrationBuilder.CreateIndex(
                name: "IX_ExternalAddresses_Key",
                table: "ExternalAddresses",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ExternalAddresses_NextCheckAt",
                table: "ExternalAddresses",
                column: "NextCheckAt");

            migrationBuilder.CreateIndex(
                name: "IX_ExternalAddresses_State",
                table: "ExternalAddresses",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_LinkRewriteRules_RewriteId",
                table: "LinkRewriteRules",
                column: "RewriteId");

            migrationBuilder.CreateIndex(
                name: "IX_LinkRewrites_PersonId",
                table: "LinkRewrites",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_LinkRewrites_State",
                table: "LinkRewrites",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_MovedAddresses_Path",
                table: "MovedAddresses",
                column: "Path",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MovedAddresses_RewriteId",
                table: "MovedAddresses",
                column: "RewriteId");

            migrationBuilder.CreateIndex(
                name: "IX_MovedAddresses_ToItemId",
                table: "MovedAddresses",
                column: "ToItemId");

            migrationBuilder.CreateIndex(
                name: "IX_RewrittenItems_ItemId",
                table: "RewrittenItems",
                column: "ItemId");

            migrationBuilder.CreateIndex(
                name: "IX_RewrittenItems_RewriteId_State",
                table: "RewrittenItems",
                columns: new[] { "RewriteId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_VersionLinks_AddressKey",
                table: "VersionLinks",
                column: "AddressKey");

            migrationBuilder.CreateIndex(
                name: "IX_VersionLinks_TargetItemId_VersionId",
                table: "VersionLinks",
                columns: new[] { "TargetItemId", "VersionId" });

            migrationBuilder.CreateIndex(
                name: "IX_VersionLinks_VersionId",
                table: "VersionLinks",
                column: "VersionId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ExternalAddresses");

            migrationBuilder.DropTable(
                name: "LinkRewriteRules");

            migrationBuilder.DropTable(
                name: "MovedAddresses");

            migrationBuilder.DropTable(
                name: "MovedSections");

            migrationBuilder.DropTable(
                name: "RewrittenItems");

            migrationBuilder.DropTable(
                name: "VersionLinks");

            migrationBuilder.DropTable(
                name: "LinkRewrites");

            migrationBuilder.DropIndex(
                name: "IX_ItemVersions_LinkRewriteId",
                table: "ItemVersions");

            migrationBuilder.DropIndex(
                name: "IX_ItemVersions_LinksEdition",
                table: "ItemVersions");

            migrationBuilder.DropColumn(
                name: "LinkRewriteId",
                table: "ItemVersions");

            migrationBuilder.DropColumn(
                name: "LinksEdition",
                table: "ItemVersions");
        }
    }
}
