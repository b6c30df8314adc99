using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Portal.Features.Booking;
using Portal.Platform.Jobs;
using Portal.Tests.House;
using Portal.Tests.Platform.Ehr;

namespace Portal.Tests.Features.Booking;

/// <summary>A portal with times to book, and an EHR that fails as the test says.</summary>
public abstract class DeliveryTest : BookingTest
{
    internal FakeEhr Ehr { get; } = FakeEhr.Start();

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Ehr:BaseUrl"] = $"{Ehr.Address}/fhir", ["Ehr:TokenUrl"] = $"{Ehr.Address}/oauth2/token", ["Ehr:Timeout"] = "00:00:01",
        ["Portal:PublicUrl"] = "http://localhost",
    };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Host.Outbound.Allow(Ehr.Address);
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        await Ehr.DisposeAsync();
    }

    internal IJobHandler Handler => Host.Services.GetServices<IJobHandler>().Single(h => h.Queue == "ehr");

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

    internal async Task Cancel(SignedInResident resident, Guid appointment) =>
        Assert.Equal(CancelAppointment.Outcome.Cancelled, await Host.Get<CancelAppointment>().Handle(resident.Resident, appointment, Ct));

    /// <summary>The states that the EHR has been told of, in order.</summary>
    internal IEnumerable<string> Told(Guid appointment) => Ehr.VersionsOf("Appointment", appointment).Select(v => Of(v.Resource, "status"));

    internal static string Of(JsonNode? node, string path)
    {
        foreach (var part in path.Split('.'))
            node = int.TryParse(part, out var i) ? node![i] : node![part];
        return node!.ToString();
    }

    internal Task<int> DeliveredVersion(Guid appointment) =>
        Db.ReadOne<int>("select delivered_version from booking.appointment where id = @appointment", new { appointment });

    internal Task<string?> LastError(Guid appointment) =>
        Db.ReadOne<string?>("select last_error from jobs.job where queue = 'ehr' and key = @appointment order by seq limit 1", new { appointment });
}
