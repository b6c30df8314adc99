namespace Portal.Platform.Ui;

/// <summary>One thing to choose in a <c>Select</c>, <c>Radios</c> or <c>Checkboxes</c>.</summary>
/// <param name="Value">What is posted.</param>
/// <param name="Text">What is read.</param>
/// <param name="Hint">What helps to choose it; not in a select.</param>
public sealed record Choice(string Value, string Text, string? Hint = null);
