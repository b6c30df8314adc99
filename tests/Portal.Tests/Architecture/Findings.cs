namespace Portal.Tests.Architecture;

static class Findings
{
    /// <summary>Fails with every finding on a line of its own, so that one run shows all there is to mend.</summary>
    public static void None(IEnumerable<string> findings)
    {
        var all = findings.Distinct().ToList();
        if (all.Count > 0) Assert.Fail($"{all.Count} to mend:\n{string.Join('\n', all)}");
    }
}
