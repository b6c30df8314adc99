namespace Portal.DevStack;

/// <summary>What the person at the keyboard reads while the stack starts and when it stands.</summary>
static class Screen
{
    const int Width = 46;
    static bool inLine;

    /// <summary>One line for each step: what, and how long it took.</summary>
    public static void Show(StackProgress step)
    {
        if (step.Took is not { } took) Console.Write($"  {step.What} ".PadRight(Width, '.'));
        else Console.WriteLine($" {took.TotalSeconds,5:0.0} s");
        inLine = step.Took is null;
    }

    /// <summary>Ends a step's line that was cut short.</summary>
    public static void EndLine()
    {
        if (inLine) Console.WriteLine();
        inLine = false;
    }

    /// <summary>Addresses and demo people.</summary>
    public static void ShowTable(Stack stack, IReadOnlyList<string> without)
    {
        Console.WriteLine("\nAddresses");
        foreach (var (part, what, address) in stack.Addresses.Where(a => !without.Contains(a.Part)))
            Console.WriteLine($"  {what,-28}{address}");

        var people = People.Read();
        Console.WriteLine("\nDemo residents (choose one at the login)");
        foreach (var p in people.Residents)
            Row($"{p.CallName} {p.FamilyName}", p.Hetu ?? $"({p.Login[0]})", p.Purpose);
        Console.WriteLine("\nDemo staff");
        foreach (var s in people.Staff)
            Row(s.Name, s.Unit ?? "–", s.Purpose);
        Console.WriteLine();
    }

    /// <summary>For an IDE: where the settings are and how to use them.</summary>
    public static void ShowEnvironment(string file, Stack stack)
    {
        Console.WriteLine("The portal's settings (environment variables):");
        foreach (var (name, value) in stack.Environment) Console.WriteLine($"  {name}={value}");
        Console.WriteLine($"""

            They are also in {file}, for an IDE's run configuration, or in a shell:
              set -a; . {file}; set +a; dotnet run --project src/Portal
            Everything but the portal is ready.
            """);
    }

    static void Row(string name, string id, string purpose)
    {
        const int indent = 38;
        var room = Math.Max(40, ConsoleWidth - indent);
        var lines = Wrap(purpose, room).ToList();
        Console.WriteLine($"  {name,-20}{id,-16}{lines[0]}");
        foreach (var line in lines.Skip(1)) Console.WriteLine(new string(' ', indent) + line);
    }

    static IEnumerable<string> Wrap(string text, int width)
    {
        for (; text.Length > width;)
        {
            var cut = text.LastIndexOf(' ', width);
            if (cut <= 0) break;
            yield return text[..cut];
            text = text[(cut + 1)..];
        }
        yield return text;
    }

    static int ConsoleWidth => Console.IsOutputRedirected ? 120 : Math.Min(Console.WindowWidth, 140);
}
