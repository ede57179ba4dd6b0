using EnablementHub.Features.Api.Idempotency;
using EnablementHub.Features.Approvals;
using EnablementHub.Features.Approvals.Reviewers;
using EnablementHub.Features.Archiving;
using EnablementHub.Features.Certification;
using EnablementHub.Features.Certification.Badges;
using EnablementHub.Features.Certification.Updating;
using EnablementHub.Features.Clips;
using EnablementHub.Features.Duplicates;
using EnablementHub.Features.Import;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Bulk;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Features.Links.Checking;
using EnablementHub.Features.Links.Graph;
using EnablementHub.Features.Links.Moving;
using EnablementHub.Features.Links.Places;
using EnablementHub.Features.Links.Rewriting;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.Notifications.Following;
using EnablementHub.Features.Notifications.Mailing;
using EnablementHub.Features.Onboarding;
using EnablementHub.Features.Onboarding.Offers;
using EnablementHub.Features.People;
using EnablementHub.Features.People.Holidays;
using EnablementHub.Features.Playlists;
using EnablementHub.Features.Quizzes;
using EnablementHub.Features.Quizzes.Regrading;
using EnablementHub.Features.Reviews.Reports;
using EnablementHub.Features.Search.Golden;
using EnablementHub.Features.Sessions;
using EnablementHub.Features.Taxonomy;
using EnablementHub.Features.Tokens;
using EnablementHub.Features.Training;
using EnablementHub.Features.Training.Assigning;
using EnablementHub.Features.Training.Courses;
using EnablementHub.Features.Training.Live;
using EnablementHub.Features.Training.Tasks;
using EnablementHub.Features.Usage;
using EnablementHub.Features.Usage.Outside;
using EnablementHub.Features.Usage.Rollups;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Mail;
using EnablementHub.Platform.Settings;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Data;

/// <summary>The whole database. Each provider has a sealed subclass with only its differences; mappings stand in the entities.</summary>
public abstract partial class HubDbContext(DbContextOptions options) : IdentityDbContext<Person, IdentityRole<int>, int>(options)
{
    // Library
    public DbSet<Item> Items => Set<Item>();
    public DbSet<ItemVersion> ItemVersions => Set<ItemVersion>();
    public DbSet<ItemFacet> ItemFacets => Set<ItemFacet>();
    public DbSet<ItemTag> ItemTags => Set<ItemTag>();
    public DbSet<ItemAudience> ItemAudiences => Set<ItemAudience>();
    public DbSet<ItemReference> ItemReferences => Set<ItemReference>();
    public DbSet<Folder> Folders => Set<Folder>();
    public DbSet<ItemFolder> ItemFolders => Set<ItemFolder>();
    public DbSet<BulkEnding> BulkEndings => Set<BulkEnding>();
    public DbSet<EditingDraft> EditingDrafts => Set<EditingDraft>();
    public DbSet<ChangeRow> Changes => Set<ChangeRow>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();
    public DbSet<TrustEvent> TrustEvents => Set<TrustEvent>();
    public DbSet<ReviewInterval> ReviewIntervals => Set<ReviewInterval>();

    // Reviews
    public DbSet<OutOfDateReport> OutOfDateReports => Set<OutOfDateReport>();

    // Links
    public DbSet<VersionLink> VersionLinks => Set<VersionLink>();
    public DbSet<MovedAddress> MovedAddresses => Set<MovedAddress>();
    public DbSet<MovedSection> MovedSections => Set<MovedSection>();
    public DbSet<LinkRewrite> LinkRewrites => Set<LinkRewrite>();
    public DbSet<LinkRewriteRule> LinkRewriteRules => Set<LinkRewriteRule>();
    public DbSet<RewrittenItem> RewrittenItems => Set<RewrittenItem>();
    public DbSet<RewrittenPlace> RewrittenPlaces => Set<RewrittenPlace>();
    public DbSet<ExternalAddress> ExternalAddresses => Set<ExternalAddress>();

    // Duplicates
    public DbSet<SketchEntry> SketchEntries => Set<SketchEntry>();
    public DbSet<SketchedText> SketchedTexts => Set<SketchedText>();
    public DbSet<NearDuplicate> NearDuplicates => Set<NearDuplicate>();

    // Approvals
    public DbSet<ApprovalRound> ApprovalRounds => Set<ApprovalRound>();
    public DbSet<ApprovalComment> ApprovalComments => Set<ApprovalComment>();
    public DbSet<TopicReviewer> TopicReviewers => Set<TopicReviewer>();

    // Archiving
    public DbSet<ArchiveRule> ArchiveRules => Set<ArchiveRule>();
    public DbSet<ArchiveAnnouncement> ArchiveAnnouncements => Set<ArchiveAnnouncement>();

    // Taxonomy
    public DbSet<FacetValue> FacetValues => Set<FacetValue>();
    public DbSet<GoldenQuery> GoldenQueries => Set<GoldenQuery>();
    public DbSet<SynonymList> SynonymLists => Set<SynonymList>();

    // Clips
    public DbSet<MediaFile> MediaFiles => Set<MediaFile>();
    public DbSet<Transcript> Transcripts => Set<Transcript>();
    public DbSet<Cue> Cues => Set<Cue>();

    // People
    public DbSet<Team> Teams => Set<Team>();
    public DbSet<TeamMember> TeamMembers => Set<TeamMember>();
    public DbSet<Holiday> Holidays => Set<Holiday>();
    public DbSet<SignInSession> SignInSessions => Set<SignInSession>();
    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();

    // Usage
    public DbSet<UsageEvent> UsageEvents => Set<UsageEvent>();
    public DbSet<ItemDay> ItemDays => Set<ItemDay>();
    public DbSet<WatchProgress> WatchProgress => Set<WatchProgress>();
    public DbSet<SearchRecord> SearchRecords => Set<SearchRecord>();
    public DbSet<ItemPerson> ItemPeople => Set<ItemPerson>();
    public DbSet<PersonUse> PersonUses => Set<PersonUse>();
    public DbSet<TeamDay> TeamDays => Set<TeamDay>();
    public DbSet<UseHour> UseHours => Set<UseHour>();
    public DbSet<SearchDay> SearchDays => Set<SearchDay>();
    public DbSet<SearchPerson> SearchPeople => Set<SearchPerson>();
    public DbSet<SearchExplanation> SearchExplanations => Set<SearchExplanation>();

    // Notifications
    public DbSet<NoticeRow> Notices => Set<NoticeRow>();
    public DbSet<MailSettings> MailSettings => Set<MailSettings>();
    public DbSet<MailChoice> MailChoices => Set<MailChoice>();
    public DbSet<Follow> Follows => Set<Follow>();

    // Learning
    public DbSet<LearningRecord> LearningRecords => Set<LearningRecord>();

    // Onboarding
    public DbSet<ChecklistTemplate> ChecklistTemplates => Set<ChecklistTemplate>();
    public DbSet<TemplateStep> TemplateSteps => Set<TemplateStep>();
    public DbSet<Checklist> Checklists => Set<Checklist>();
    public DbSet<ChecklistStep> ChecklistSteps => Set<ChecklistStep>();
    public DbSet<ChecklistOffer> ChecklistOffers => Set<ChecklistOffer>();

    // Training
    public DbSet<Course> Courses => Set<Course>();
    public DbSet<CourseVersion> CourseVersions => Set<CourseVersion>();
    public DbSet<CoursePart> CourseParts => Set<CoursePart>();
    public DbSet<CourseEnrolment> CourseEnrolments => Set<CourseEnrolment>();
    public DbSet<TrainingTask> TrainingTasks => Set<TrainingTask>();
    public DbSet<Submission> TrainingSubmissions => Set<Submission>();
    public DbSet<TrainingFile> TrainingFiles => Set<TrainingFile>();
    public DbSet<TrainingTopic> TrainingTopics => Set<TrainingTopic>();
    public DbSet<LiveSession> LiveSessions => Set<LiveSession>();
    public DbSet<LiveSignUp> LiveSignUps => Set<LiveSignUp>();
    public DbSet<Assignment> Assignments => Set<Assignment>();
    public DbSet<AssignedPerson> AssignedTraining => Set<AssignedPerson>();

    // Quizzes
    public DbSet<Playlist> Playlists => Set<Playlist>();
    public DbSet<PlaylistEntry> PlaylistEntries => Set<PlaylistEntry>();
    public DbSet<Quiz> Quizzes => Set<Quiz>();
    public DbSet<QuizVersion> QuizVersions => Set<QuizVersion>();
    public DbSet<QuizQuestion> QuizQuestions => Set<QuizQuestion>();
    public DbSet<QuizAttempt> QuizAttempts => Set<QuizAttempt>();
    public DbSet<AttemptAnswer> AttemptAnswers => Set<AttemptAnswer>();
    public DbSet<ExtraAttempt> ExtraAttempts => Set<ExtraAttempt>();
    public DbSet<Regrade> Regrades => Set<Regrade>();
    public DbSet<RegradeQuestion> RegradeQuestions => Set<RegradeQuestion>();
    public DbSet<RegradedAttempt> RegradedAttempts => Set<RegradedAttempt>();

    // Certification
    public DbSet<CertificationPlan> CertificationPlans => Set<CertificationPlan>();
    public DbSet<PlanVersion> PlanVersions => Set<PlanVersion>();
    public DbSet<PlanRequirement> PlanRequirements => Set<PlanRequirement>();
    public DbSet<Certificate> Certificates => Set<Certificate>();
    public DbSet<CertificateRecord> CertificateRecords => Set<CertificateRecord>();
    public DbSet<ContentChange> ContentChanges => Set<ContentChange>();
    public DbSet<CertificateUpdate> CertificateUpdates => Set<CertificateUpdate>();
    public DbSet<BadgeKey> BadgeKeys => Set<BadgeKey>();

    // Api
    public DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();
    public DbSet<TakenEvent> TakenEvents => Set<TakenEvent>();

    // Import
    public DbSet<ImportedFile> ImportedFiles => Set<ImportedFile>();
    public DbSet<ImportRun> ImportRuns => Set<ImportRun>();
    public DbSet<ImportFinding> ImportFindings => Set<ImportFinding>();

    // Platform
    public DbSet<OutboxMail> Outbox => Set<OutboxMail>();
    public DbSet<JobRun> JobRuns => Set<JobRun>();
    public DbSet<StoredSetting> StoredSettings => Set<StoredSetting>();

    /// <summary>
    /// Change rows after a position, in an order that readers may rely on: no row can appear later before one that was given.
    /// A reader keeps the last position as its watermark.
    /// </summary>
    public virtual IQueryable<CommittedChange> ChangesAfter(long position) => Changes.AsNoTracking().Where(change => change.Id > position)
        .OrderBy(change => change.Id)
        .Select(change => new CommittedChange { Position = change.Id, ItemId = change.ItemId });

    /// <summary>Where a row that this context saved stands in that order.</summary>
    public virtual long PositionOf(ChangeRow saved) => saved.Id;

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (!SingleSave.IsRepeated(this)) return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        var written = await SingleSave.RunAsync(this, token => base.SaveChangesAsync(acceptAllChangesOnSuccess: false, token), cancellationToken);
        if (acceptAllChangesOnSuccess) ChangeTracker.AcceptAllChanges();
        return written;
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        IdentityTables.Map(builder);
        HubModel.Map(builder);
    }
}
