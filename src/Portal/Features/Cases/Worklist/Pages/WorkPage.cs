using Microsoft.AspNetCore.Components;
using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Ui;
using Portal.Platform.Web;

namespace Portal.Features.Cases.Worklist.Pages;

/// <summary>What the professionals' pages of cases share.</summary>
public abstract class WorkPage : RoomPage
{
    [Inject] internal WorkWords Words { get; set; } = null!;
    [Inject] internal ContentFacade Content { get; set; } = null!;

    private protected Professional Me => Http.ActingProfessional();

    protected const string List = "staff/worklist";

    protected string CaseAddress(Guid id) => To($"staff/cases/{id}");

    private protected string Field(string name) => Http.Request.Form[name].ToString();

    /// <summary>
    /// The form that is being posted, which the page must show until it has been handled even when the case no longer offers it:
    /// otherwise it would count as unknown, and nobody would be told why.
    /// </summary>
    private protected string? Posted() => IsPost && Http.Request.HasFormContentType ? Field("_handler") : null;

    /// <summary>A form's own id of what it makes, so that sending it twice is once.</summary>
    private protected Guid IdField(string name) => Guid.TryParse(Field(name), out var id) ? id : Guid.CreateVersion7();

    /// <summary>Somebody else was first, or it has changed meanwhile.</summary>
    private protected void Refuse(FormErrors errors, string message)
    {
        errors.AddForPage(message);
        Http.Response.StatusCode = StatusCodes.Status409Conflict;
    }

    /// <summary>Something is missing in what was typed.</summary>
    private protected void Mend(FormErrors errors, string field, string message)
    {
        errors.Add(field, message);
        Http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
    }
}
