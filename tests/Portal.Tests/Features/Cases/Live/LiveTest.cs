using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Portal.Features.Cases;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Cases.Live;

/// <summary>A portal whose hub pages are connected to.</summary>
public abstract class LiveTest : CaseTest
{
    readonly List<LiveConnection> connections = [];

    internal Task<LiveConnection> Connect(Browser browser) => Keep(LiveConnection.Of(browser, Host.Address));

    internal Task<LiveConnection> Connect(GuestBrowser guest, Uri? portal = null) => Keep(LiveConnection.To(portal ?? Host.Address, guest.Cookie));

    internal async Task<LiveConnection> Keep(Task<LiveConnection> connecting)
    {
        var connection = await connecting;
        connections.Add(connection);
        return connection;
    }

    /// <summary>A browser in which somebody writes without having said who they are.</summary>
    internal sealed record GuestBrowser(string Key)
    {
        public static GuestBrowser New() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));
        public string Cookie => $"portal-guest={Key}";
        public Guest Guest => new(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Key))));
    }

    internal static async Task Refused(Func<Task> call, string words)
    {
        var refused = await Assert.ThrowsAsync<LiveConnection.Refused>(call);
        Assert.Contains(words, refused.Message);
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var connection in connections) await connection.DisposeAsync();
        await base.DisposeAsync();
    }
}
