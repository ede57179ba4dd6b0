namespace EnablementHub.Features.Search.Engine.Analysis;

/// <summary>Words that tell no item from another. They are indexed (phrases need them) but not asked for when there are other words.</summary>
internal static class StopWords
{
    private static readonly HashSet<string>[] Lists = BuildLists();

    public static bool Contains(StemmingLanguage language, string term) => Lists[(int)language].Contains(term);

    /// <summary>The language whose common words the question uses most, English when in doubt.</summary>
    public static StemmingLanguage Guess(IEnumerable<string> terms, Func<StemmingLanguage, bool> isPresent)
    {
        var counts = new int[Stemming.Languages];
        foreach (var term in terms)
        {
            for (var language = 1; language < counts.Length; language++)
            {
                counts[language] += Lists[language].Contains(term) ? 1 : 0;
            }
        }

        var best = StemmingLanguage.English;
        for (var language = 1; language < counts.Length; language++)
        {
            if (counts[language] > counts[(int)best] && isPresent((StemmingLanguage)language))
            {
                best = (StemmingLanguage)language;
            }
        }

        return best;
    }

    private static HashSet<string>[] BuildLists()
    {
        var lists = new HashSet<string>[Stemming.Languages];
        lists[(int)StemmingLanguage.None] = [];
        lists[(int)StemmingLanguage.English] = Words(
            "a about after again all also am an and any are as at be because been before being between both but by can could did do does doing down during each for from "
            + "further had has have having he her here him his how i if in into is it its just me more most my no nor of off on once or other our ours out over own per "
            + "same she should so some such than that the their them then there these they this those through to too under until up us very was we were what when where "
            + "which while who whom why will with would you your");
        lists[(int)StemmingLanguage.German] = Words(
            "aber als am an auch auf aus bei bin bis bist da damit dann das dass dem den denn der des die doch du durch ein eine einem einen einer eines er es fur gegen "
            + "hat hatte ich ihr ihre im in ist ja kann man mein mich mir mit nach nicht noch nur ob oder ohne sein seine sich sie sind so uber um und uns unser unsere unter "
            + "vom von vor wann warum was welche wenn wer werden wie wir wird wo zu zum zur");
        lists[(int)StemmingLanguage.French] = Words(
            "a ai ainsi au aux avec c ce ces cette comme comment d dans de des du elle en est et eux il ils j je l la le les leur leurs lui m ma mais me meme mes moi mon n ne "
            + "nos notre nous on ont ou par pas plus pour pourquoi quand que quel quelle qui qu s sa sans se ses si son sont sur t ta te tes toi ton tu un une vos votre vous y");
        lists[(int)StemmingLanguage.Spanish] = Words(
            "a al algo ante antes como con contra cual cuando de del desde donde durante el ella ellos en entre era es esa ese eso esta este esto fue ha hasta hay la las le les "
            + "lo los mas me mi muy nada ni no nos nosotros nuestra nuestro o para pero por porque que quien se ser si sin sobre son su sus tambien te tu un una uno y ya yo");
        lists[(int)StemmingLanguage.Polish] = Words(
            "a ale bez bo by byc byl byla bylo byly co czy dla do gdy gdzie i ich ile im ja jak jako jego jej jest jestem juz kiedy kto ktora ktore ktory ma mam mi mnie moj na "
            + "nam nas nasz nasza nie nim niz o od on ona one oni ono oraz po pod przed przez przy sa sie sobie swoj ta tak tam te tego tej ten to tu ty tym w wiec za ze z");
        lists[(int)StemmingLanguage.Portuguese] = Words(
            "a ao aos as ate com como da das de dela dele deles depois do dos e ela elas ele eles em entre era essa esse esta este eu foi ha isso isto ja mais mas me mesmo meu "
            + "minha muito na nao nas nem no nos nossa nosso o os ou para pela pelo por porque qual quando que quem se sem ser seu so sua tambem te tem um uma voce");
        lists[(int)StemmingLanguage.Russian] = Words(
            "а без более бы был была были было быть в вам вас весь во вот все всех вы где да для до его ее если есть еще же за и из или им их к как когда кто ли мне мои мы на над "
            + "наш не него нее нет ни них но о об он она они оно от по под после почему при про с со так также там то того тоже только у уже чем что чтобы это эта этот я");
        return lists;
    }

    private static HashSet<string> Words(string words) => new(words.Split(' '), StringComparer.Ordinal);
}
