using System.Reflection;
using Analytics.Reports.Charts;

namespace Analytics.Reports.Writers;

/// <summary>The style sheet of the page, with its typeface inside.</summary>
internal static class HtmlStyle
{
    private const string Sheet = """
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0;color:INK;background:#fff;font:16px/1.55 Inter,'Segoe UI','Helvetica Neue',Arial,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif}
        header,main,footer{max-width:980px;margin:0 auto;padding:0 24px}
        header{padding-top:40px}
        h1{font-size:34px;line-height:1.2;margin:0 0 4px;letter-spacing:-.02em}
        h2{font-size:23px;line-height:1.25;margin:56px 0 14px;padding-top:18px;border-top:2px solid INK;letter-spacing:-.01em}
        p{margin:0 0 14px;max-width:68ch;overflow-wrap:anywhere}
        .subtitle,figcaption,caption,.note,nav,footer{color:GREY}
        nav ul{list-style:none;margin:18px 0 0;padding:0;display:flex;flex-wrap:wrap;gap:4px 20px;font-size:14px}
        a{color:#005A8C}
        a:focus-visible,.scroll:focus-visible{outline:3px solid #E69F00;outline-offset:2px}
        dl.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:18px 24px;margin:22px 0 26px}
        dl.figures div{display:flex;flex-direction:column-reverse;justify-content:flex-end;border-left:3px solid BLUE;padding-left:12px}
        dl.figures dd{margin:0;font-size:26px;line-height:1.2;font-weight:600;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
        dl.figures dt{font-size:14px;color:GREY}
        ol.actions{counter-reset:a;list-style:none;margin:0 0 20px;padding:0;display:grid;gap:14px}
        ol.actions li{counter-increment:a;position:relative;padding:14px 18px 14px 60px;background:#F3F7FA;border-radius:6px;overflow-wrap:anywhere}
        ol.actions li::before{content:counter(a);position:absolute;left:18px;top:14px;width:28px;height:28px;line-height:28px;border-radius:50%;background:BLUE;color:#fff;text-align:center;font-weight:600}
        ol.actions strong{display:block;font-weight:600}
        figure{margin:26px 0 34px}
        figure svg{display:block;width:100%;height:auto}
        figcaption{font-size:14px;margin-top:6px}
        .scroll{overflow-x:auto;max-width:100%;margin:22px 0 6px}
        table{border-collapse:collapse;font-size:14px;line-height:1.4;min-width:100%}
        caption{text-align:left;padding-bottom:8px;font-size:14px}
        th,td{padding:6px 14px 6px 0;text-align:left;vertical-align:top;border-bottom:1px solid #E1E6EB}
        th{font-weight:600;border-bottom:1.5px solid INK;vertical-align:bottom}
        td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        td.long{min-width:260px}
        td{overflow-wrap:break-word;max-width:420px}
        .note{border-left:3px solid #E69F00;padding-left:14px}
        .more{font-size:14px;color:GREY}
        footer{padding-top:40px;padding-bottom:56px;font-size:13px}
        @media (max-width:600px){header,main,footer{padding-left:16px;padding-right:16px}h1{font-size:28px}h2{font-size:20px}figure .wide{overflow-x:auto}figure .wide svg{min-width:640px}}
        @media print{nav{display:none}figure,ol.actions li{break-inside:avoid}}
        """;

    /// <summary>The style sheet.</summary>
    public static string Css { get; } =
        Face(400, "Inter-Regular-latin.woff2")
        + Face(600, "Inter-SemiBold-latin.woff2")
        + Sheet
            .Replace("INK", Palette.Ink, StringComparison.Ordinal)
            .Replace("GREY", Palette.Grey, StringComparison.Ordinal)
            .Replace("BLUE", Palette.Blue, StringComparison.Ordinal);

    private static string Face(int weight, string file)
    {
        var name = "Analytics.Reports.Fonts." + file;
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return FormattableString.Invariant(
            $"@font-face{{font-family:Inter;font-weight:{weight};src:url(data:font/woff2;base64,{Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length)}) format('woff2')}}\n"
        );
    }
}
