using System.Security.Cryptography;
using System.Text;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Jobs;

namespace Portal.Features.Notifications;

/// <summary>
/// Plans neutral messages to a person inside the transaction of the change they tell of. By which channels, and in
/// which language, is decided when the message is sent, from what the person has chosen by then.
/// </summary>
sealed class NotificationsFacade(JobQueue jobs, PortalDb db, Recipients recipients)
{
    public const string Queue = "message";

    /// <summary>The number that the person has proved to be theirs; null when there is none.</summary>
    public async Task<PhoneNumber?> PhoneOf(PersonId person, CancellationToken ct)
    {
        await using var work = db.As(new Machine("messages"));
        return (await recipients.Read(work, person, ct)).By(Channel.Sms) is { } contact ? new(contact.Address) : null;
    }

    /// <param name="work">The unit of work that makes the change.</param>
    /// <param name="person">Who is told.</param>
    /// <param name="template">One of <see cref="MessageTemplate"/>.</param>
    /// <param name="about">What it is about, e.g. the appointment.</param>
    /// <param name="data">What the text shows, never what the visit is for or where.</param>
    /// <param name="runAt">Not before this: a reminder. Now when null.</param>
    /// <param name="once">Names the event, with the version of the thing: the same event is told once a channel.</param>
    /// <param name="unit">The unit whose professionals may withdraw it when they change the thing.</param>
    /// <param name="of">Whose matter it is, when the person hears of somebody else's and the act is nobody's own.</param>
    public void Send(Work work, PersonId person, string template, Guid about, MessageData? data, DateTimeOffset? runAt, string once, string? unit = null, PersonId? of = null) =>
        jobs.Add(work, new Job(Queue, runAt is null ? about : Later(about), new MessagePayload
        {
            Person = person.Value, Of = (of ?? SubjectOf(work, person)).Value, Template = template, About = about, At = data?.At, Once = once,
            Unit = unit ?? (work.Actor as Professional)?.Unit,
        })
        {
            Subject = of ?? SubjectOf(work, person),
            Unit = unit ?? (work.Actor as Professional)?.Unit, Once = once, RunAt = runAt,
        });

    /// <summary>The same message for somebody else who is told of it too: of the same matters, once for each person.</summary>
    internal void Pass(Work work, MessagePayload order, PersonId other) =>
        jobs.Add(work, new Job(Queue, Derived($"{order.About}:{other}"), order with { Person = other.Value, Of = order.Of ?? order.Person, Once = $"{order.Once}:{other}" })
        {
            Subject = new(order.Of ?? order.Person), Unit = order.Unit, Once = $"{order.Once}:{other}",
        });

    static PersonId SubjectOf(Work work, PersonId person) => work.Actor is Resident resident ? resident.Subject : person;

    /// <summary>
    /// Withdraws what is planned about a thing and not yet sent. A message already being sent is stopped by
    /// <see cref="IMessageStillTrue"/>, so forgetting this is untidy but never wrong.
    /// </summary>
    public void Withdraw(Work work, Guid about) => jobs.Withdraw(work, Queue, about, Later(about));

    /// <summary>Which of these things the person could not be told about by any channel: somebody has to call.</summary>
    public async Task<IReadOnlySet<Guid>> NotReached(Work work, IReadOnlyCollection<Guid> about, CancellationToken ct) =>
        (await work.Query<Guid>(NotificationsQueries.UnreachedAbout, new { about = about.ToArray() }, ct)).ToHashSet();

    /// <summary>As the database holds it: protected.</summary>
    public byte[] Close(PhoneNumber number) => recipients.Close(number.E164);

    public PhoneNumber Open(byte[] number) => new(recipients.Open(number));

    /// <summary>Reminders wait under a key of their own: jobs of one key go in order, and the news must not wait for tomorrow's reminder.</summary>
    static Guid Later(Guid about) => Derived($"later:{about}");

    static Guid Derived(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text))[..16]);
}

/// <summary>What a message's text may show.</summary>
/// <param name="At">When the appointment begins.</param>
sealed record MessageData(DateTimeOffset At);

/// <summary>
/// The room that a message is about says, just before it is sent, whether it is still true: a reminder of an
/// appointment cancelled meanwhile is not sent. The ground floor may not call the rooms above, so they answer here.
/// </summary>
interface IMessageStillTrue
{
    /// <summary>True when this room knows the template.</summary>
    bool Knows(string template);

    /// <summary>True for this person: nobody is told of what is not, or no longer, theirs to know. Null when that cannot be known now.</summary>
    Task<bool?> StillTrue(string template, Guid about, PersonId person, CancellationToken ct);

    /// <summary>Who is told besides the one whose matter it is; each is asked about by <see cref="StillTrue"/> before anything is sent.</summary>
    Task<IReadOnlyList<PersonId>> AlsoTold(string template, Guid about, CancellationToken ct);
}

/// <summary>What a message job carries: ids, a time and codes.</summary>
sealed record MessagePayload
{
    public Guid Person { get; init; }
    /// <summary>Whose matter it is; the person's own when left out.</summary>
    public Guid? Of { get; init; }
    public string Template { get; init; } = "";
    public Guid About { get; init; }
    public DateTimeOffset? At { get; init; }
    public string Once { get; init; } = "";
    public string? Unit { get; init; }

    /// <summary>Of the page that asked for a code; other messages are in the person's own language.</summary>
    public string? Language { get; init; }
}
