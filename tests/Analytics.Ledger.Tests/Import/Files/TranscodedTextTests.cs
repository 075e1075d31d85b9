using System.Text;
using System.Text.Unicode;
using Analytics.Ledger.Import.Files;
using Analytics.Ledger.Import.Sniffing;
using CsCheck;

namespace Analytics.Ledger.Tests.Import.Files;

public class TranscodedTextTests
{
    private static readonly string[] Names =
    [
        "gb18030",
        "big5",
        "shift_jis",
        "windows-1252",
        "utf-16",
        "utf-16BE",
        "utf-32",
    ];

    private static readonly Gen<string> Text = Gen.OneOf("a", "é", "中", "🙂", "\n", ",", "\"")
        .Array[0, 40_000]
        .Select(parts => string.Concat(parts));

    [Fact]
    public void Valid_text_comes_out_as_UTF_8() =>
        Gen.Select(Gen.OneOf("gb18030", "utf-16", "utf-16BE", "utf-32"), Text, Gen.Bool)
            .Sample(
                (name, text, mark) =>
                {
                    var encoding = EncodingSniffer.ByName(name);
                    byte[] bytes =
                    [
                        .. mark ? encoding.GetBytes("\uFEFF") : [],
                        .. encoding.GetBytes(text),
                    ];
                    Assert.Equal(Encoding.UTF8.GetBytes(text), ReadAll(bytes, encoding));
                },
                iter: 40
            );

    [Fact]
    public void Invalid_bytes_stay_invalid_in_every_encoding_that_has_such() =>
        Gen.Select(Gen.OneOf(Names), Gen.Byte.Array[0, 40])
            .Sample(
                (name, bytes) =>
                {
                    var encoding = EncodingSniffer.ByName(name);
                    var strict = (Encoding)encoding.Clone();
                    strict.DecoderFallback = DecoderFallback.ExceptionFallback;
                    var isValid = true;
                    try
                    {
                        // the end of the text is an end of line, so that no character is left open
                        _ = strict.GetCharCount([.. bytes, .. encoding.GetBytes("\n\n")]);
                    }
                    catch (DecoderFallbackException)
                    {
                        isValid = false;
                    }

                    var text = ReadAll([.. bytes, .. encoding.GetBytes("\n\n")], encoding);
                    Assert.True(
                        isValid == Utf8.IsValid(text) || text.AsSpan().IndexOf((byte)0xFF) >= 0
                    );
                    Assert.True(isValid || !Utf8.IsValid(text));
                },
                iter: 10_000
            );

    private static byte[] ReadAll(byte[] bytes, Encoding encoding)
    {
        using var text = new TranscodedText(new MemoryStream(bytes), encoding, "test");
        using var all = new MemoryStream();
        var buffer = new byte[777];
        for (var read = text.Read(buffer); read > 0; read = text.Read(buffer))
        {
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }
}
