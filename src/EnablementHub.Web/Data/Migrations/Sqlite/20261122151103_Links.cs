using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EnablementHub.Data.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LinksEdition",
                table: "ItemVersions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "ExternalAddresses",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Key = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    Url = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Host = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    MovedTo = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    CheckedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    NextCheckAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DeadSince = table.Column<long>(type: "INTEGER", nullable: true),
                    FailedDays = table.Column<int>(type: "INTEGER", nullable: false),
                    LastFailedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    IsTold = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExternalAddresses", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LinkRewrites",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    PersonId = table.Column<int>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    FinishedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    State = table.Column<int>(type: "INTEGER", nullable: false)
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
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Path = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    ToItemId = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<int>(type: "INTEGER", nullable: true),
                    RewriteId = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MovedAddresses", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MovedSections",
                columns: table => new
                {
                    ItemId = table.Column<int>(type: "INTEGER", nullable: false),
                    OldAnchor = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    NewAnchor = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MovedSections", x => new { x.ItemId, x.OldAnchor });
                });

            migrationBuilder.CreateTable(
                name: "VersionLinks",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    VersionId = table.Column<int>(type: "INTEGER", nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false),
                    Start = table.Column<int>(type: "INTEGER", nullable: false),
                    Length = table.Column<int>(type: "INTEGER", nullable: false),
                    Line = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    IsEmbed = table.Column<bool>(type: "INTEGER", nullable: false),
                    TargetItemId = table.Column<int>(type: "INTEGER", nullable: true),
                    StartSeconds = table.Column<double>(type: "REAL", nullable: true),
                    EndSeconds = table.Column<double>(type: "REAL", nullable: true),
                    Anchor = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    AddressKey = table.Column<string>(type: "TEXT", maxLength: 43, nullable: true),
                    Words = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RewriteId = table.Column<int>(type: "INTEGER", nullable: false),
                    FromItemId = table.Column<int>(type: "INTEGER", nullable: true),
                    FromAnchor = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    FromAddress = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    ToItemId = table.Column<int>(type: "INTEGER", nullable: true),
                    ToAnchor = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ToAddress = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Words = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
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
                    RewriteId = table.Column<int>(type: "INTEGER", nullable: false),
                    ItemId = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    LiveBefore = table.Column<int>(type: "INTEGER", nullable: true),
                    LiveAfter = table.Column<int>(type: "INTEGER", nullable: true),
                    PendingBefore = table.Column<int>(type: "INTEGER", nullable: true),
                    PendingAfter = table.Column<int>(type: "INTEGER", nullable: true),
                    Links = table.Column<int>(type: "INTEGER", nullable: false),
                    Problem = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
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
