using Portal.Platform.Web;

namespace Portal.Features.Notifications;

/// <summary>The texts of messages and of the page of preferences.</summary>
sealed class NotificationsTexts() : Texts("Features.Notifications.Notifications");

/// <summary>A message as it is sent. The subject is for e-mail only.</summary>
sealed record Message(string Subject, string Text);

/// <summary>
/// Writes messages. Whoever sees the phone's locked screen learns at most that there is an appointment or a call and when: no
/// clinic, no service, no name, and a link that says nothing and opens nothing without logging in.
/// </summary>
sealed class MessageText(NotificationsTexts texts, PublicAddress portal)
{
    /// <param name="ofAnother">The receiver acts for the one whose appointment it is.</param>
    public Message Of(string template, DateTimeOffset? at, Language language, bool discreet, Channel channel, bool ofAnother = false)
    {
        var c = language.Culture;
        var ofCase = MessageTemplate.Kinds[template] is EventKind.Case or EventKind.Measuring;   // said the same way of one's own matter and another's
        var key = ofCase && (at is null || !discreet) ? template : discreet || at is null ? Discreet(template) : ofAnother ? $"{template}-other" : template;
        var page = portal.Of($"/{language.Code}/{(ofAnother ? "acting" : Page(template))}");
        var text = at is { } when
            ? texts.In(c, $"{key}.text", when.HelsinkiDate().ShortDate(c), when.Time(c), page)
            : texts.In(c, $"{key}.text", null, null, page);
        return new(texts.In(c, $"{key}.subject"), channel == Channel.Sms ? text : text + Footer(language));
    }

    public Message Code(string code, Language language, Channel channel)
    {
        var text = texts.In(language.Culture, "contact-code.text", code);
        return new(texts.In(language.Culture, "contact-code.subject"), channel == Channel.Sms ? text : text + Footer(language));
    }

    string Footer(Language language) =>
        "\n\n-- \n" + texts.In(language.Culture, "email-footer", portal.Of($"/{language.Code}/preferences"));

    /// <summary>The page that the message leads to, after the login.</summary>
    static string Page(string template) => template == MessageTemplate.GrowingUp ? "acting/growing-up" : MessageTemplate.Kinds[template] switch
    {
        EventKind.Acting => "acting/mirror",
        EventKind.Case or EventKind.Measuring => "my",
        _ => "appointments",
    };

    static string Discreet(string template) => MessageTemplate.Kinds[template] switch
    {
        EventKind.Acting => template,   // tells of no day in any case
        EventKind.Reminder => "discreet-reminder",
        EventKind.ClinicChange => "discreet-clinic-change",
        _ => "discreet-news",
    };
}
