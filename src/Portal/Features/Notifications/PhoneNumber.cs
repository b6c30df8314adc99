namespace Portal.Features.Notifications;

/// <summary>A number to call, landlines too, in the form in which it is kept (E.164). Read with <see cref="Read"/>.</summary>
public readonly record struct PhoneNumber(string E164)
{
    /// <summary>Null when it is not a phone number.</summary>
    public static PhoneNumber? Read(string? typed) => ContactAddress.Callable(typed) is { } number ? new(number) : null;

    /// <summary>In groups, so that it can be checked: "040 123 4567".</summary>
    public string Shown => ContactAddress.Shown(Channel.Sms, E164);

    /// <summary>For a link that calls.</summary>
    public string Href => $"tel:{E164}";

    public override string ToString() => "phone number";   // never into a log by mistake
}
