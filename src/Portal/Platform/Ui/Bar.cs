namespace Portal.Platform.Ui;

/// <summary>A column of a <c>BarChart</c>.</summary>
/// <param name="Label">Below it, and in the table's first column.</param>
/// <param name="Value">Its height; null when there is none to tell.</param>
/// <param name="Text">The value in words, in the table.</param>
/// <param name="UpTo">Of a value that is not told but is somewhere between 0 and this: drawn as an outline.</param>
public sealed record Bar(string Label, double? Value, string Text, double? UpTo = null);
