using Portal.Features.ActingFor;
using Portal.Platform;
using Portal.Tests.Features.Booking;
using Portal.Tests.House;

namespace Portal.Tests.Features.ActingFor;

/// <summary>A nurse at the desk of keskusta, somebody beside them whom the population register knows, and a free time.</summary>
public abstract class AssistTest : BookingTest
{
    internal static readonly string Hetu = TestHetu.Of(4321);

    internal SignedInProfessional Tiina { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Tiina = await Host.SignInProfessional();
        Host.Registers.Knows(Hetu, "Veikko Olavi", "Virtanen", language: "sv");
        await NewSlot(At(3, 9), room: Room);
    }

    /// <summary>Fills in the form; the page that follows asks whether this is the person.</summary>
    internal static async Task<Page> Ask(SignedInProfessional who, string hetu)
    {
        var form = await who.Browser.Open("/fi/staff/assist");
        return await form.Fill("nationalId", hetu).Choose("Passi").Choose("Hänellä ei ole pankkitunnuksia tai muuta tunnistautumistapaa")
            .Choose("Hän on tässä vieressäni ja on itse pyytänyt apua").Press("Hae henkilö");
    }

    internal static async Task<Page> Assist(SignedInProfessional who, string? hetu = null) => await (await Ask(who, hetu ?? Hetu)).Press("Kyllä, aloita");

    internal static Guid IdOf(Page page) => Guid.Parse(page.Address.Segments[4].Trim('/'));

    internal static async Task<Guid> Book(SignedInProfessional who)
    {
        var confirm = await (await who.Browser.Open($"/fi/booking/{Service}")).PressFirst("torstai 26.11. klo 9.00");
        var done = await confirm.Press("Vahvista aika");
        done.Shows("Aika on varattu");
        return Guid.Parse(done.Address.Segments[3]);
    }

    internal async Task<PersonId> Subject() => new(await Db.ReadOne<Guid>("select subject from acting_for.assistance order by asked_at desc limit 1"));

    /// <summary>The professional beside the person, as row-level security knows them.</summary>
    internal async Task<Resident> Beside(SignedInProfessional who) =>
        await Subject() is var subject ? new Resident(subject, subject) { Basis = Basis.Assisted, Assistant = who.Professional } : null!;
}
