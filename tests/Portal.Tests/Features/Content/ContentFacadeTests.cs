using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Portal.Features.Content;

namespace Portal.Tests.Features.Content;

public class ContentFacadeTests
{
    static readonly ContentFacade Content = new(CatalogueReader.Read(new ContentOptions().FullPath));

    [Fact]
    public void An_unknown_id_is_not_found()
    {
        Assert.Null(Content.Service("no-such"));
        Assert.Null(Content.Unit("no-such"));
        Assert.Null(Content.Title("no-such"));
        Assert.Equal("Lintuveden laboratorio", Content.Unit("laboratorio")!.Name.Fi);
    }

    [Fact]
    public void The_units_of_ones_own_municipality_are_the_nearest_and_remote_ones_come_last()
    {
        var near = Content.NearestUnits("903");
        Assert.Equal("koivuniemi", near[0].Unit.Id);
        Assert.InRange(near[0].Kilometres!.Value, 0, 3);
        Assert.Equal(near.SkipLast(1).Select(n => n.Kilometres).Order(), near.SkipLast(1).Select(n => n.Kilometres));
        Assert.True(near[^1].Unit.Remote);
        Assert.Null(near[^1].Kilometres);
        Assert.Equal("rantakyla", Content.NearestUnits("902")[0].Unit.Id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("091")]
    public void Without_a_known_municipality_all_units_are_there_without_distances(string? municipality)
    {
        var near = Content.NearestUnits(municipality);
        Assert.Equal(Content.Units.Count, near.Count);
        Assert.All(near, n => Assert.Null(n.Kilometres));
    }

    [Fact]
    public void A_distance_is_right()
    {
        // Helsinki to Tampere: 161 km as the crow flies.
        var kilometres = new Coordinates(60.1699, 24.9384).KilometresTo(new(61.4978, 23.7610));
        Assert.InRange(kilometres, 159, 163);
    }

    [Fact]
    public void Groups_keep_their_order_and_services_are_in_the_order_of_the_language()
    {
        var swedish = Content.ByGroup(CultureInfo.GetCultureInfo("sv-FI")).ToList();
        Assert.Equal("clinic", swedish[0].Group.Id);
        Assert.Equal(Content.Services.Count, swedish.Sum(g => g.Services.Count));
        var names = swedish[0].Services.Select(s => s.Name.Sv).ToList();
        Assert.Equal(names.Order(StringComparer.Create(CultureInfo.GetCultureInfo("sv-FI"), ignoreCase: true)), names);
    }

    [Theory]
    [InlineData("child-health-clinic", 6, true)]
    [InlineData("child-health-clinic", 7, false)]
    [InlineData("psychologist-young", 12, false)]
    [InlineData("psychologist-young", 24, true)]
    [InlineData("nurse-appointment", 0, true)]
    public void A_service_suits_the_ages_it_says(string id, int age, bool suits) =>
        Assert.Equal(suits, Content.Service(id)!.Audience.Suits(age));

    [Fact]
    public void A_text_prints_itself_in_the_requests_language()
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("sv-FI");
        Assert.Equal("Verkligen", $"{new LocalText("Todella", "Verkligen", "Really")}");
        CultureInfo.CurrentUICulture = before;
    }

    [Fact]
    public async Task The_portal_does_not_start_with_faulty_content_and_says_why()
    {
        using var broken = new SampleContent();
        broken.Replace("services/visit.yaml", "who: nurse", "who: wizard");
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => Start(broken.Directory));
        Assert.Contains("services/visit.yaml", fault.Message);
        Assert.Contains("who has 'wizard'", fault.Message);
    }

    [Fact]
    public async Task The_directory_can_be_configured()
    {
        using var sample = new SampleContent();
        Assert.Equal(["visit"], await Start(sample.Directory));
    }

    static async Task<IReadOnlyList<string>> Start(string directory)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("Content:Directory", directory)]);
        builder.AddContent();
        using var host = builder.Build();
        await host.StartAsync();
        return [.. host.Services.GetRequiredService<ContentFacade>().Services.Select(s => s.Id)];
    }
}
