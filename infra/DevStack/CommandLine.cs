namespace Portal.DevStack;

/// <summary>What was asked for on the command line.</summary>
public sealed record CommandLine(int Port, string? Data, bool Fresh, IReadOnlyList<string> Without, bool Help)
{
    public static readonly string Usage = $"""
        Starts the whole portal on this machine: PostgreSQL, the identity providers, the EHR, the national
        registers, the SMS and e-mail sink, demo data and the portal itself. Needs the .NET 10 SDK and Node.js {Node.Oldest} or newer. Ctrl-C stops it all.

          dotnet run --project infra/DevStack [-- OPTIONS]

          --port N          the portal's port ({Ports.Default}); the other parts take the next {Ports.Count - 1}
          --data DIR        where databases, keys and logs are kept between runs (.data in the source tree)
          --fresh           empties that directory first; only if DevStack made it
          --without PART    leaves a part out: {string.Join(", ", PartNames.All)}.
                            With "portal", to debug it in an IDE, its settings are written to DIR/portal.env
          --help            this text
        """;

    /// <summary>The options, or a sentence on what is wrong with them.</summary>
    public static (CommandLine? Options, string? Error) Parse(IReadOnlyList<string> args)
    {
        var options = new CommandLine(Ports.Default, null, false, [], false);
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value, hasValue) = args[i].Split('=', 2) is [var n, var v] ? (n, v, true) : (args[i], "", false);
            if (name is "--port" or "--data" or "--without" && !hasValue)
            {
                if (++i == args.Count || args[i].StartsWith("--", StringComparison.Ordinal)) return (null, $"{name} needs a value after it.");
                value = args[i];
            }
            else if (name is "--fresh" or "--help" && hasValue) return (null, $"{name} takes no value.");

            switch (name)
            {
                case "--port" when int.TryParse(value, out var port) && port is >= 1024 and <= 65535 - Ports.Count + 1: options = options with { Port = port }; break;
                case "--port": return (null, $"--port takes a number from 1024 to {65535 - Ports.Count + 1}, not \"{value}\".");
                case "--data" when value != "": options = options with { Data = value }; break;
                case "--data": return (null, "--data needs the name of a directory.");
                case "--fresh": options = options with { Fresh = true }; break;
                case "--without" when PartNames.All.Contains(value): options = options with { Without = [.. options.Without, value] }; break;
                case "--without": return (null, $"--without takes one of {string.Join(", ", PartNames.All)}, not \"{value}\".");
                case "--help" or "-h": options = options with { Help = true }; break;
                default: return (null, $"There is no option \"{args[i]}\".");
            }
        }
        return (options, null);
    }
}
