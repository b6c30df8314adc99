using Portal.Features.Content;
using Portal.Platform.Web;

namespace Portal.Features.Cases.Worklist;

/// <summary>
/// A reply template with what is known of the case in its gaps, in the resident's language. What is not known stays as
/// <c>{when}</c> for the professional to write over; an answer with such a gap is not sent.
/// </summary>
sealed class FillReply(ContentFacade content, WorklistTexts texts, TimeProvider clock)
{
    /// <param name="written">What stands in the field already; the template comes after it.</param>
    /// <param name="nurse">Under which name the professional answers.</param>
    public string Into(string? written, Reply reply, OpenedCase its, string? nurse)
    {
        var filled = Text(reply, its.Case, its.Person, nurse);
        return string.IsNullOrWhiteSpace(written) ? filled : $"{written.TrimEnd()}\n\n{filled}";
    }

    public string Text(Reply reply, Case its, Login.PersonCard? person, string? nurse) => reply.Fill(its.Language, Values(its, person, nurse)).Text;

    /// <summary>The gaps that are left, as they stand in the text.</summary>
    public string Left(string text) => string.Join(", ", Reply.Unfilled(text).Select(v => $"{{{Platform.Db.EnumText.Of(v)}}}"));

    Dictionary<ReplyVariable, string> Values(Case its, Login.PersonCard? person, string? nurse)
    {
        Dictionary<ReplyVariable, string> values = [];
        if (person?.FirstNames.Split(' ')[0] is { Length: > 0 } first) values[ReplyVariable.Resident] = first;
        else if (its.GuestName is { Length: > 0 } called) values[ReplyVariable.Resident] = called;
        if (nurse is not null) values[ReplyVariable.Nurse] = nurse;
        if (content.Unit(its.Unit) is not { } unit) return values;
        var culture = (Language.Find(its.Language) ?? Language.Finnish).Culture;
        var opens = unit.Calendar.NextOpening(unit.Calendar.Closes(clock.GetUtcNow()) ?? clock.GetUtcNow());
        values[ReplyVariable.Unit] = unit.Name.In(its.Language);
        values[ReplyVariable.Phone] = unit.Phone;
        values[ReplyVariable.Opens] = texts.In(culture, "opens-at", opens.HelsinkiDate().ShortDate(culture), opens.Time(culture));
        return values;
    }
}
