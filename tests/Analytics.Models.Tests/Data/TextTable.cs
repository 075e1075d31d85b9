using System.Text;
using Analytics.Models.Features;

namespace Analytics.Models.Tests.Data;

/// <summary>A table of plain comma-separated text without quotes.</summary>
internal static class TextTable
{
    public static List<TextColumn> Read(string path) => Of(File.ReadAllLines(path));

    public static List<TextColumn> Of(IReadOnlyList<string> lines)
    {
        var columns = lines[0].Split(',').Select(name => new TextColumn(name)).ToList();
        foreach (var line in lines.Skip(1))
        {
            var cells = line.Split(',');
            for (var c = 0; c < columns.Count; c++)
            {
                columns[c].Add(Encoding.UTF8.GetBytes(cells[c]));
            }
        }

        return columns;
    }
}
