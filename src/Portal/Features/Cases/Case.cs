using Portal.Platform;

namespace Portal.Features.Cases;

/// <summary>How the matter is handled now. The same case may go from one to another.</summary>
public enum CaseChannel { Chat, Callback, Written, Measurements, Assessment, Form }

/// <summary>The ledger's states: received → seen → underway → answered → closed.</summary>
public enum CaseState { Received, Seen, Underway, Answered, Closed }

/// <summary>Whose turn it is.</summary>
public enum WaitsFor { Us, Resident, Nobody }

/// <summary>A case (fi: asia, sv: ärende): one matter of one resident, whatever the channel.</summary>
public sealed record Case
{
    public Guid Id { get; init; }

    /// <summary>Whose matter; null while the writer has not identified themselves.</summary>
    public PersonId? Subject { get; init; }

    /// <summary>Hash of the key in a guest's browser (<see cref="Guest"/>); null once identified.</summary>
    public string? GuestKey { get; init; }
    public string? GuestName { get; init; }

    /// <summary>Where to call when the chat cannot answer, protected (<c>NotificationsFacade.Open</c>).</summary>
    public byte[]? CallbackNumber { get; init; }
    public Guid? OpenedBy { get; init; }
    public string OpenedBasis { get; init; } = "";

    /// <summary>By which rights it goes when somebody acts for the subject: chat, measurements, messages.</summary>
    public string Area { get; init; } = "";
    public bool OpenToDelegate { get; init; }

    /// <summary>Id in content/queues.</summary>
    public string Queue { get; init; } = "";

    /// <summary>The unit that handles it now.</summary>
    public string Unit { get; init; } = "";
    public CaseChannel Channel { get; init; }

    /// <summary>fi, sv or en: the language the resident uses in this matter.</summary>
    public string Language { get; init; } = "fi";
    public CaseState State { get; init; }
    public WaitsFor WaitsFor { get; init; }

    /// <summary>1 now, 2 today, 3 soon, 4 no hurry.</summary>
    public int Urgency { get; init; }

    /// <summary>A code: queue, crisis, emergency, nurse, dangerous-value …</summary>
    public string UrgencyWhy { get; init; } = "";

    /// <summary>An answer, or a call, comes by then; null when nothing is owed.</summary>
    public DateTimeOffset? PromisedAt { get; init; }
    public DateTimeOffset FirstPromisedAt { get; init; }

    /// <summary>A call window begins; before it there is nothing to do.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>A code for the worklist's "why", e.g. second-attempt.</summary>
    public string? Detail { get; init; }
    public DateTimeOffset? LateAt { get; init; }
    public Guid? Holder { get; init; }
    public DateTimeOffset? HeldAt { get; init; }
    public DateTimeOffset? LeaseUntil { get; init; }
    public DateTimeOffset? ReturnedAt { get; init; }
    public DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? SeenAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    public DateTimeOffset? TurnedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public string? ClosedBy { get; init; }

    /// <summary>A code: answered, thanks, left, no-answer, duplicate …</summary>
    public string? Outcome { get; init; }
    public string? Summary { get; init; }
    public string? ContactAgain { get; init; }
    public int? Rating { get; init; }
    public DateTimeOffset? ResidentHereAt { get; init; }
    public int LastSeq { get; init; }
    public int ResidentRead { get; init; }
    public int StaffRead { get; init; }

    public bool IsOpen => State != CaseState.Closed;

    /// <summary>What is promised now has not been kept in time. (A promise that came after an answer is another one.)</summary>
    public bool IsLate => LateAt is { } late && PromisedAt <= late;

    /// <summary>Whose data it is in the audit log: the subject's, or the case stands for a writer who has not identified themselves.</summary>
    public PersonId Whose => Subject ?? new(Id);

    /// <summary>Who has it now; null when nobody does or they have fallen silent.</summary>
    public Guid? HolderAt(DateTimeOffset now) => LeaseUntil > now ? Holder : null;
}

/// <summary>A message of the conversation.</summary>
public sealed record Message
{
    /// <summary>Made by whoever sent it, so that sending twice is once.</summary>
    public Guid Id { get; init; }
    public Guid CaseId { get; init; }

    /// <summary>Its place in the conversation: 1, 2, 3 … without gaps.</summary>
    public int Seq { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>resident, professional or portal.</summary>
    public string Side { get; init; } = "";
    public Guid? By { get; init; }
    public string Text { get; init; } = "";
}

/// <summary>A line of the ledger.</summary>
public sealed record CaseEvent
{
    public long Id { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>One of <see cref="CaseEvents"/>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>resident, guest, professional or portal.</summary>
    public string ByKind { get; init; } = "";
    public Guid? By { get; init; }

    /// <summary>A code, an id or a moment; never typed text.</summary>
    public string? Detail { get; init; }

    /// <summary>Words for colleagues; null for a resident.</summary>
    public string? Note { get; init; }
}

/// <summary>What the ledger's lines are called. Each has its words in the room's texts: <c>event-received</c> …</summary>
static class CaseEvents
{
    public const string Received = "received", Seen = "seen", Taken = "taken", GivenBack = "given-back", Returned = "returned", TakenOver = "taken-over",
        Transferred = "transferred", Consulted = "consulted", Given = "given", Answered = "answered", Lifted = "lifted", Urgency = "urgency", Late = "late", Joined = "joined",
        Identified = "identified", Turned = "turned", Called = "called", NoAnswer = "no-answer", Scheduled = "scheduled", Closed = "closed", Delivered = "delivered", Rated = "rated";
}
