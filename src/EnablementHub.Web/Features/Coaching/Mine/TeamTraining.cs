using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.People;
using EnablementHub.Features.Training.Assigning;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Coaching.Mine;

/// <summary>How one's team is with something that one has oneself.</summary>
/// <param name="People">Who has it, oneself included.</param>
/// <param name="Done">Null: too few have it for a count to hide who it is.</param>
/// <param name="Names">Of those who have done it; empty where they may not be shown.</param>
public sealed record TeamTrainingRow(LearningKey Target, string Title, bool IsMandatory, int People, int? Done, IReadOnlyList<string> Names)
{
    /// <summary>Fewer are a small group: nobody in it is shown to colleagues, unless the training is mandatory.</summary>
    public const int SmallGroup = 5;

    public bool IsSmall => People < SmallGroup && !IsMandatory;
}

/// <summary>Reads what colleagues see of each other's training.</summary>
public sealed class TeamTraining(HubDbContext database)
{
    private const int MaxRows = 12;
    private const int MaxNames = 8;
    private const int MaxRead = 400;

    public async Task<IReadOnlyList<TeamTrainingRow>> ReadAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var (me, teams) = (viewer.PersonId, viewer.OwnTeams());
        if (teams.Count == 0) return [];
        var mine = await database.AssignedTraining.AsNoTracking().Where(own => own.PersonId == me && (own.State == AssignedState.Open || own.State == AssignedState.Done))
            .OrderBy(own => own.State).ThenBy(own => own.DueOn).ThenBy(own => own.Id)
            .Select(own => new { own.TargetKind, own.TargetId, own.Assignment.Title, own.Assignment.IsMandatory }).Take(MaxRows * 4).ToListAsync(cancellationToken);
        var wanted = mine.GroupBy(own => new LearningKey(own.TargetKind, own.TargetId)).Take(MaxRows).Select(own => (Key: own.Key, own.First().Title, IsMandatory: own.Any(row => row.IsMandatory))).ToList();
        if (wanted.Count == 0) return [];
        var (kinds, ids) = (wanted.Select(row => row.Key.Kind).Distinct().ToList(), wanted.Select(row => row.Key.Id).Distinct().ToList());
        var ofTeam = database.AssignedTraining.AsNoTracking().Where(given =>
            kinds.Contains(given.TargetKind) && ids.Contains(given.TargetId) && (given.State == AssignedState.Open || given.State == AssignedState.Done)
            && given.Person.DisabledAt == null && given.Person.Teams.Any(member => teams.Contains(member.TeamId)));
        var have = (await ofTeam.Select(given => new { given.TargetKind, given.TargetId, given.PersonId }).Distinct().GroupBy(given => new { given.TargetKind, given.TargetId })
            .Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken)).ToDictionary(group => new LearningKey(group.Key.TargetKind, group.Key.TargetId), group => group.Count);
        var done = (await ofTeam.Where(given => given.State == AssignedState.Done).Select(given => new { given.TargetKind, given.TargetId, given.PersonId }).Distinct().GroupBy(given => new { given.TargetKind, given.TargetId })
            .Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken)).ToDictionary(group => new LearningKey(group.Key.TargetKind, group.Key.TargetId), group => group.Count);

        // Who is asked for is decided before a name is read.
        var named = wanted.Where(row => row.IsMandatory || have.GetValueOrDefault(row.Key) >= TeamTrainingRow.SmallGroup).Select(row => row.Key).ToHashSet();
        var namedIds = named.Select(key => key.Id).ToList();
        var names = named.Count == 0 ? [] : await ofTeam.Where(given => given.State == AssignedState.Done && given.PersonId != me && namedIds.Contains(given.TargetId))
            .Select(given => new { given.TargetKind, given.TargetId, given.Person.DisplayName }).Distinct().OrderBy(given => given.DisplayName).Take(MaxRead).ToListAsync(cancellationToken);
        return
        [
            .. wanted.Select(row =>
            {
                var people = have.GetValueOrDefault(row.Key);
                var isShown = named.Contains(row.Key);
                return new TeamTrainingRow(
                    row.Key, row.Title, row.IsMandatory, people, isShown ? done.GetValueOrDefault(row.Key) : null,
                    isShown ? [.. names.Where(name => name.TargetKind == row.Key.Kind && name.TargetId == row.Key.Id).Select(name => name.DisplayName).Take(MaxNames)] : []);
            }),
        ];
    }
}
