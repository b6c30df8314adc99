using Microsoft.AspNetCore.Components;

namespace Portal.Platform.Ui;

/// <summary>A column of a <c>DataTable</c>.</summary>
/// <param name="Header">Its heading, also said before each cell where the table is narrow.</param>
/// <param name="Cell">What a row shows in it.</param>
/// <param name="RowHeader">Whether it names the row; one column does.</param>
/// <param name="Number">Whether it holds numbers to compare: set at the line's end.</param>
public sealed record DataColumn<TRow>(string Header, RenderFragment<TRow> Cell, bool RowHeader = false, bool Number = false);
