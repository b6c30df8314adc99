using Portal.Benchmarks.World;
using Portal.DevStack;

namespace Portal.Benchmarks.Chat;

/// <summary>
/// Conversations of a resident and a nurse: how many messages a second are stored and delivered, and how soon one reaches
/// the other party. In turns with npm ws and npm socket.io servers that insert each message before they acknowledge it;
/// then the tables are asked whether every acknowledged message is there, once.
/// </summary>
static class ChatBenchmark
{
    const int Few = 200, Many = 1_000, Rounds = 2;
    static readonly TimeSpan lastStart = TimeSpan.FromSeconds(170);

    static readonly (string, string)[] settings =
    [
        ("Jobs__Run", "false"),
        // One client writes here what a thousand people would.
        ("Cases__Live__MessagesPerMinute", "10000000"), ("Cases__Live__CallsPerSecond", "100000"), ("Cases__Live__GuestConnectionsPerAddress", "1000000"),
    ];

    public static async Task<bool> Run()
    {
        await NodePackages.Restore(Repository.Folder("infra", "chat-limits"), new(step => { if (step.Took is { } took) Figures.Progress($"{step.What} ({took.TotalSeconds:0.0} s)"); }), default);
        await using var county = await County.Start();
        var world = await ChatWorld.Make(county, Many);
        Figures.Progress($"{Many} residents and {world.Nurses.Length} nurses are signed in");

        var figures = new Figures("chat");
        var kept = true;
        await using (var portal = await county.StartPortal(settings: settings))
        await using (var ws = await county.StartChatLimit("ws"))
        await using (var socketIo = await county.StartChatLimit("socketio"))
        {
            Rival[] rivals =
            [
                new("ws", ws, new(new PlainWire()), "limits.message", false), new("socket.io", socketIo, new(new SocketIoWire()), "limits.message", false),
                new("portal", portal, new(new SignalRWire()), "cases.message", true),
            ];
            foreach (var rival in rivals)
            {
                await rival.Talk.Open(rival.Server.Port, world.Conversations(Many));
                for (var i = 0; i < 3; i++) await rival.Talk.TakeTurns(Few, TimeSpan.FromSeconds(rival.Name == "portal" ? 4 : 2));
            }
            await county.TidyUp();
            Figures.Progress($"all are connected and warm, {2 * Many} connections each");
            for (var round = 0; round < Rounds && (round == 0 || Figures.Elapsed < lastStart); round++)
                foreach (var rival in rivals) await rival.Measure(county, Few, Many);
            Print(figures, rivals[2].Rounds, rivals[0].Rounds, rivals[1].Rounds);
            foreach (var rival in rivals)
            {
                var broken = await rival.Check(county);
                kept &= rival.Name != "portal" || !broken.Any;   // what a limit loses is told, and is not our promise
                if (rival.Name == "portal") figures.Print("acknowledged_but_missing", broken.Missing, "messages", 0);
                rival.Dispose();
            }
        }
        await Idle.Measure(county, figures, settings);
        return kept & await county.AuditFaults() == 0;
    }

    static void Print(Figures figures, List<Rival.Round> portal, List<Rival.Round> ws, List<Rival.Round> socketIo)
    {
        double Of(List<Rival.Round> rounds, Func<Rival.Round, double> what) => Figures.Median(rounds.Select(what));
        void Line(string figure, string unit, List<Rival.Round> limit, Func<Rival.Round, double> what) => figures.Print(figure, Of(portal, what), unit, Of(limit, what));
        Line("messages_per_s", "1/s", socketIo, r => r.Many.PerSecond);
        Line("messages_per_s_of_200", "1/s", socketIo, r => r.Few.PerSecond);
        Line("messages_per_s_to_ws", "1/s", ws, r => r.Many.PerSecond);
        Line("messages_per_s_of_200_to_ws", "1/s", ws, r => r.Few.PerSecond);
        foreach (var (name, limit) in new[] { ("ws", ws), ("socketio", socketIo) })
        {
            Line($"p50_at_500_to_{name}", "ms", limit, r => r.Rate500.Milliseconds(50));
            Line($"p99_at_500_to_{name}", "ms", limit, r => r.Rate500.Milliseconds(99));
            Line($"p99_at_1000_to_{name}", "ms", limit, r => r.Rate1000.Milliseconds(99));
        }
        Line("server_cpu_per_message", "us", socketIo, r => r.PerMessage.Server * 1e6);
        Line("database_cpu_per_message", "us", socketIo, r => r.PerMessage.Database * 1e6);
    }
}
