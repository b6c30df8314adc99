using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Portal.Features.Login.Sessions;

namespace Portal.Features.Login;

/// <summary>
/// A form of a page that is open to all, sent by somebody whose session has ended meanwhile: they log in again and get back
/// what they typed, as on every other page. Left to itself the form would be refused, as it was made for the person they
/// were, or worse, be taken as a stranger's.
/// </summary>
static class EndedSession
{
    public static void UseEndedSession(this WebApplication app) => app.Use((context, next) =>
        HttpMethods.IsPost(context.Request.Method) && context.Features.Get<FoundSession>() is { Live: false } && IsOpenPage(context.GetEndpoint())
            ? context.ChallengeAsync(SessionHandler.Name) : next(context));

    static bool IsOpenPage(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
}
