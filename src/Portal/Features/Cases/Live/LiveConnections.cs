using Microsoft.AspNetCore.SignalR;

namespace Portal.Features.Cases.Live;

/// <summary>
/// The connections of this process. SignalR's own registry with one thing more: what is sent to a conversation goes to its
/// connections themselves, written out once for all of them.
/// </summary>
sealed class LiveConnections(ILogger<DefaultHubLifetimeManager<CaseHub>> log, Entrance entrance, Conversations conversations) : DefaultHubLifetimeManager<CaseHub>(log)
{
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        if (entrance.Meet(connection) is { } caller) connection.Items[typeof(Caller)] = caller;
        else connection.Abort();
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        if (connection.Items.TryGetValue(typeof(Caller), out var item) && item is Caller caller)
        {
            entrance.Leave(caller);
            foreach (var id in caller.Follows.Keys) conversations.Leave(caller, id);
        }
        return base.OnDisconnectedAsync(connection);
    }
}
