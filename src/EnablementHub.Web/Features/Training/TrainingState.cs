namespace EnablementHub.Features.Training;

/// <summary>Where a course, an exercise or an external course is on its way to those who learn.</summary>
public enum TrainingState
{
    Draft = 0,
    Published = 1,

    /// <summary>Nobody new begins it; what was achieved in it stays.</summary>
    Retired = 2,
}
