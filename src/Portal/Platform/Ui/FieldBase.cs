using Microsoft.AspNetCore.Components;

namespace Portal.Platform.Ui;

/// <summary>
/// What all fields have in common. The name is the posted name (<c>Reason</c>, <c>Input.Phone</c>); ids follow from it,
/// so that the error summary can link to a field it knows only by name.
/// </summary>
public abstract class FieldBase : ComponentBase
{
    /// <summary>The posted name; the key of the field's error in <see cref="FormErrors"/>.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    /// <summary>The visible label: a question or a noun, without a colon.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>Help that is needed to answer: the form, an example, who will see it.</summary>
    [Parameter] public string? Hint { get; set; }

    /// <summary>Says "(optional)" after the label. Required is the rule and is not marked.</summary>
    [Parameter] public bool Optional { get; set; }

    [CascadingParameter] public FormErrors? Errors { get; set; }

    protected string Id => IdOf(Name);
    protected string HintId => Id + "-hint";
    protected string ErrorId => Id + "-error";
    protected string? Error => Errors?.For(Name);
    protected string? Invalid => Error is null ? null : "true";
    protected string FieldClass(string css) => Error is null ? css : css + " has-error";

    /// <summary>The ids of what describes the field, or nothing at all: an empty reference is an error too.</summary>
    protected string? DescribedBy(string? more = null)
    {
        var ids = string.Join(' ', new[] { Hint is null ? null : HintId, Error is null ? null : ErrorId, more }.OfType<string>());
        return ids.Length == 0 ? null : ids;
    }

    /// <summary>The id of the control that takes focus for a posted name.</summary>
    public static string IdOf(string name) => name.Replace('.', '-').Replace('[', '-').Replace("]", "");
}
