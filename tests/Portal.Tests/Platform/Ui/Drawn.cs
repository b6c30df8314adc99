using System.Globalization;
using AngleSharp;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Platform.Ui;
using Portal.Platform.Web;

namespace Portal.Tests.Platform.Ui;

/// <summary>A component drawn by itself, as the document that a browser would make of it.</summary>
static class Drawn
{
    /// <param name="parameters">What the page would set.</param>
    /// <param name="errors">What a form around it would hand down.</param>
    /// <param name="language">Finnish when nothing is said.</param>
    public static async Task<IDocument> Draw<T>(object parameters, FormErrors? errors = null, string language = "fi") where T : IComponent
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Language.Find(language)!.Culture;
        await using var services = new ServiceCollection()
            .AddLogging().AddSingleton<UiTexts>().AddSingleton<AntiforgeryStateProvider, NoToken>().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var values = parameters.GetType().GetProperties().ToDictionary(p => p.Name, p => p.GetValue(parameters));
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<Handed>(ParameterView.FromDictionary(new Dictionary<string, object?>
            { [nameof(Handed.Type)] = typeof(T), [nameof(Handed.Values)] = values, [nameof(Handed.Errors)] = errors }));
            return root.ToHtmlString();
        });
        return await BrowsingContext.New(Configuration.Default).OpenAsync(page => page.Content(html));
    }

    /// <summary>Markup for a component's inside.</summary>
    public static RenderFragment Words(string text) => builder => builder.AddContent(0, text);

    public static RenderFragment Inside<T>(params (string Name, object? Value)[] parameters) where T : IComponent => builder =>
    {
        builder.OpenComponent<T>(0);
        foreach (var (name, value) in parameters) builder.AddComponentParameter(1, name, value);
        builder.CloseComponent();
    };

    /// <summary>The elements that the ids of aria-describedby name; fails when one of them is not there.</summary>
    public static IReadOnlyList<IElement> DescribedBy(this IElement element) =>
        [.. (element.GetAttribute("aria-describedby") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => element.Owner!.GetElementById(id) ?? throw new InvalidOperationException($"aria-describedby names #{id}, which is not there."))];

    sealed class Handed : ComponentBase
    {
        [Parameter] public Type Type { get; set; } = null!;
        [Parameter] public Dictionary<string, object?> Values { get; set; } = [];
        [Parameter] public FormErrors? Errors { get; set; }

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
        {
            builder.OpenComponent<CascadingValue<FormErrors?>>(0);
            builder.AddComponentParameter(1, "Value", Errors);
            builder.AddComponentParameter(2, "ChildContent", (RenderFragment)(inner =>
            {
                inner.OpenComponent<DynamicComponent>(0);
                inner.AddComponentParameter(1, "Type", Type);
                inner.AddComponentParameter(2, "Parameters", Values);
                inner.CloseComponent();
            }));
            builder.CloseComponent();
        }
    }

    sealed class NoToken : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }
}
