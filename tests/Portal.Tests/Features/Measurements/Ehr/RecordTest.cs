using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Portal.Features.Measurements;
using Portal.Platform;
using Portal.Platform.Jobs;
using Portal.Platform.Keys;
using Portal.Tests.House;
using Portal.Tests.Platform.Ehr;

namespace Portal.Tests.Features.Measurements.Ehr;

/// <summary>A portal in which a nurse accepts what residents measure, and an EHR that fails as the test says.</summary>
public abstract class RecordTest : MeasurementTest
{
    internal FakeEhr Ehr { get; } = FakeEhr.Start();
    internal SignedInResident Aino { get; private set; } = null!;
    internal SignedInProfessional Nurse { get; private set; } = null!;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Ehr:BaseUrl"] = $"{Ehr.Address}/fhir", ["Ehr:TokenUrl"] = $"{Ehr.Address}/oauth2/token", ["Ehr:Timeout"] = "00:00:01",
        ["Ehr:Patience"] = "00:00:10",
    };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Host.Outbound.Allow(Ehr.Address);
        await Host.Get<ClientKeys>().Published(Ct);   // so that the first token need not wait for its key to be made
        (Aino, Nurse) = (await Host.SignInResident(1), await Host.SignInProfessional());
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        await Ehr.DisposeAsync();
    }

    internal IJobHandler Handler => Host.Services.GetServices<IJobHandler>().Single(h => h.Queue == Announce.Queue);

    /// <summary>Sends them, and the nurse accepts each in its latest version.</summary>
    internal async Task Accepted(Resident resident, params ReadingEntry[] entries)
    {
        await Sent(resident, entries);
        await Accept([.. entries.Select(e => e.Id)]);
    }

    /// <summary>The nurse accepts the latest versions.</summary>
    internal Task<Guid> Accept(IReadOnlyList<Guid> readings, decimal?[]? mean = null, bool firstDayOut = false, string measure = "blood-pressure") =>
        Host.Accept(Db, Nurse.Professional, readings, mean, firstDayOut, measure);

    /// <summary>Does what is due, again and again, as the hours pass.</summary>
    internal async Task DoJobsForHours(int hours = 2)
    {
        for (var i = 0; i < hours * 6; i++)
        {
            await Host.DoJobs();
            Clock.Advance(TimeSpan.FromMinutes(10));
        }
        await Host.DoJobs();
    }

    /// <summary>What the EHR has been told of a reading, in order: its status, and its value or those of its parts.</summary>
    internal IEnumerable<string> Told(Guid reading) => Ehr.VersionsOf("Observation", reading).Select(v =>
        $"{v.Resource["status"]} {(v.Resource["valueQuantity"]?["value"] ?? string.Join('/', v.Resource["component"]!.AsArray().Select(c => c!["valueQuantity"]?["value"]?.ToJsonString()).OfType<string>()))}");

    internal static string Of(JsonNode? node, string path)
    {
        foreach (var part in path.Split('.'))
            node = int.TryParse(part, out var i) ? node![i] : node![part];
        return node!.ToString();
    }

    internal Task<string?> LastError(Guid key) =>
        Db.ReadOne<string?>("select last_error from jobs.job where queue = 'ehr-measurements' and key = @key order by seq limit 1", new { key });

    internal Task<List<string>> NotDone() => Db.Read<string>("select coalesce(last_error, state) from jobs.job where queue = 'ehr-measurements' and state <> 'done'");
}
