namespace EnablementHub.Features.Links.Checking;

/// <summary>What a site's robots.txt lets the hub ask for (RFC 9309).</summary>
public sealed class RobotsFile
{
    public const string Agent = "EnablementHub";
    private const int MaxLines = 5_000;
    private readonly List<(string Pattern, bool IsAllowed)> _rules = [];

    private RobotsFile()
    {
    }

    public static RobotsFile AllowsAll { get; } = new();

    public static RobotsFile Parse(string text)
    {
        var groups = new List<(HashSet<string> Agents, List<(string, bool)> Rules)>();
        var isNamingAgents = false;
        foreach (var raw in text.Split('\n').Take(MaxLines))
        {
            var line = raw.Split('#')[0].Split(':', 2, StringSplitOptions.TrimEntries);
            if (line.Length < 2) continue;
            var (name, value) = (line[0].ToLowerInvariant(), line[1]);
            if (name == "user-agent")
            {
                if (!isNamingAgents) groups.Add((new HashSet<string>(StringComparer.OrdinalIgnoreCase), []));
                groups[^1].Agents.Add(value);
                isNamingAgents = true;
            }
            else if (name is "allow" or "disallow")
            {
                isNamingAgents = false;
                if (groups.Count > 0 && value.Length > 0) groups[^1].Rules.Add((value, name == "allow"));
            }
        }

        var own = groups.Where(group => group.Agents.Contains(Agent)).ToList();
        var file = new RobotsFile();
        foreach (var group in own.Count > 0 ? own : groups.Where(group => group.Agents.Contains("*"))) file._rules.AddRange(group.Rules);
        return file;
    }

    /// <summary>The longest pattern that fits decides; of two as long the one that allows.</summary>
    public bool Allows(Uri address)
    {
        var path = address.PathAndQuery;
        return _rules.Where(rule => Fits(rule.Pattern, path)).OrderByDescending(rule => rule.Pattern.Length).ThenByDescending(rule => rule.IsAllowed)
            .Select(rule => rule.IsAllowed).DefaultIfEmpty(true).First();
    }

    /// <summary>A star stands for anything, a dollar for the end. Never goes back further than to the last star, so that no pattern takes long.</summary>
    private static bool Fits(string pattern, string path)
    {
        var isWhole = pattern.EndsWith('$');
        var wanted = isWhole ? pattern[..^1] : pattern + "*";
        int at = 0, inPath = 0, star = -1, fromStar = 0;
        while (inPath < path.Length)
        {
            if (at < wanted.Length && wanted[at] == '*') (star, fromStar) = (at++, inPath);
            else if (at < wanted.Length && wanted[at] == path[inPath]) (at, inPath) = (at + 1, inPath + 1);
            else if (star >= 0) (at, inPath) = (star + 1, ++fromStar);
            else return false;
        }

        return wanted[at..].All(character => character == '*');
    }
}
