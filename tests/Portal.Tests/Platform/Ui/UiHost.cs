using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Features.Content;
using Portal.Features.Front;
using Portal.Platform.Ui;
using Portal.Platform.Web;
using Portal.Tests.House;

namespace Portal.Tests.Platform.Ui;

/// <summary>
/// The pages without a database: the real order of Platform/Ui on a free port, the front room, and some addresses that
/// fail on purpose. Who is logged in is what a test says with the headers <c>X-Name</c>, <c>X-Person</c>, <c>X-Staff</c>.
/// </summary>
public sealed class UiHost : IAsyncDisposable
{
    public static readonly DateTimeOffset EndsAt = new(2026, 11, 24, 8, 32, 0, TimeSpan.Zero); // 10.32 in Helsinki
    readonly WebApplication app;

    public Uri Address { get; }
    internal LogLines Log { get; } = new();

    public UiHost() : this("Production") { }

    internal UiHost(string environment, string publicUrl = "http://localhost")
    {
        var builder = WebApplication.CreateBuilder(["--environment=" + environment, "--urls=http://127.0.0.1:0", "--Portal:PublicUrl=" + publicUrl]);
        builder.Logging.ClearProviders().AddProvider(Log);
        builder.Services.AddSingleton<TimeProvider>(new ManualClock(EndsAt - TimeSpan.FromMinutes(30)));
        builder.Services.AddAuthorization();
        builder.AddContent();
        builder.AddFront();
        builder.AddNavItem<FrontTexts>(Portal.Platform.Ui.Audience.Resident, "appointments", "appointments", order: 10);
        builder.AddNavItem<FrontTexts>(Portal.Platform.Ui.Audience.Professional, "units", "staff/day", order: 10);
        builder.AddBanner<Strip>();
        builder.AddUi();
        app = builder.Build();
        app.UseUi();
        app.Use(LogIn);
        app.UseAntiforgery();
        app.MapGet("/{lang}/boom", () => { throw new InvalidOperationException("a secret about someone"); });
        app.MapPost("/{lang}/boom", () => { throw new InvalidOperationException("a secret about someone"); });
        app.MapGet("/api/boom", () => { throw new InvalidOperationException("a secret about someone"); });
        app.MapGet("/{lang}/status/{code:int}", (HttpContext context, int code) => { context.Response.StatusCode = code; });
        app.MapRazorComponents<App>();
        app.Start();
        var bound = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Address = new Uri($"http://localhost:{bound.Port}");
    }

    sealed class Strip : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddMarkupContent(0, "<p id=strip>Asioit lapsesi puolesta</p>");
    }

    static Task LogIn(HttpContext context, RequestDelegate next)
    {
        Claim[] claims = [.. from claim in ((string Header, string Type)[])[("X-Name", PortalClaims.Name), ("X-Person", PortalClaims.Person), ("X-Staff", PortalClaims.Staff)]
                             where context.Request.Headers.ContainsKey(claim.Header)
                             select new Claim(claim.Type, context.Request.Headers[claim.Header].ToString())];
        if (claims.Length > 0)
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity(claims, "test"));
            context.Features.Set(new SessionEnd(Guid.Empty, EndsAt, CanExtend: !context.Request.Headers.ContainsKey("X-Last")));
        }
        return next(context);
    }

    public HttpClient Client() => new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };

    /// <summary>Asks as a browser does.</summary>
    public async Task<HttpResponseMessage> Ask(string path, HttpMethod? method = null, params (string Name, string Value)[] headers)
    {
        using var client = Client();
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", "text/html,*/*;q=0.8");
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<AngleSharp.Dom.IDocument> Page(string path, params (string Name, string Value)[] headers)
    {
        using var answer = await Ask(path, null, headers);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return await AngleSharp.BrowsingContextExtensions.OpenAsync(AngleSharp.BrowsingContext.New(AngleSharp.Configuration.Default), page => page.Content(html));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
