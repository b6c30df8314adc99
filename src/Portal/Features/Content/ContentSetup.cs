using Microsoft.Extensions.Options;

namespace Portal.Features.Content;

/// <summary>Where the content is. Configuration section <c>Content</c>.</summary>
sealed record ContentOptions
{
    /// <summary>Relative paths start at the program's own directory, where the build puts a copy of <c>content/</c>.</summary>
    public string Directory { get; init; } = "content";

    public string FullPath => Path.GetFullPath(Directory, AppContext.BaseDirectory);
}

static class ContentSetup
{
    /// <summary>The portal does not start with faulty content: it says what is wrong instead.</summary>
    public static void AddContent(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ContentOptions>().BindConfiguration("Content").ValidateOnStart();
        builder.Services.AddSingleton<ContentCheck>();
        builder.Services.AddSingleton<IValidateOptions<ContentOptions>>(services => services.GetRequiredService<ContentCheck>());
        builder.Services.AddSingleton(services =>
        {
            _ = services.GetRequiredService<IOptions<ContentOptions>>().Value;
            return new ContentFacade(services.GetRequiredService<ContentCheck>().Checked!);
        });
    }

    /// <summary>Checking the content is reading it, so what has been checked is kept.</summary>
    sealed class ContentCheck : IValidateOptions<ContentOptions>
    {
        public Catalogue? Checked { get; private set; }

        public ValidateOptionsResult Validate(string? name, ContentOptions options)
        {
            try
            {
                Checked = CatalogueReader.Read(options.FullPath);
                return ValidateOptionsResult.Success;
            }
            catch (ContentException e)
            {
                return ValidateOptionsResult.Fail(e.Message);
            }
        }
    }
}
