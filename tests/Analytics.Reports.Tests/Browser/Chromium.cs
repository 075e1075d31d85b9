using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Analytics.Reports.Tests.Browser;

/// <summary>A headless Chromium, spoken to by its DevTools protocol.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly DirectoryInfo _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _stop = new(Patience);
    private int _id;

    private Chromium(Process process, DirectoryInfo profile) =>
        (_process, _profile) = (process, profile);

    /// <summary>Where the browser is, or null.</summary>
    public static string? Path { get; } =
        new[]
        {
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
        }.FirstOrDefault(File.Exists);

    /// <summary>Events seen so far.</summary>
    public List<JsonNode> Events { get; } = [];

    public static async Task<Chromium> Start()
    {
        var profile = Directory.CreateTempSubdirectory("crm-chromium-");
        var start = new ProcessStartInfo(Path!)
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        string[] arguments =
        [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--no-first-run",
            "--remote-debugging-port=0",
            "--user-data-dir=" + profile.FullName,
            "about:blank",
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var browser = new Chromium(Process.Start(start)!, profile);
        await browser.Connect();
        return browser;
    }

    /// <summary>Opens a page at a width and waits until it is loaded.</summary>
    public async Task Open(string url, int width)
    {
        Events.Clear();
        foreach (var domain in new[] { "Network", "Log", "Runtime", "Page" })
        {
            await Send(domain + ".enable");
        }

        await Send(
            "Emulation.setDeviceMetricsOverride",
            new JsonObject
            {
                ["width"] = width,
                ["height"] = 900,
                ["deviceScaleFactor"] = 1,
                ["mobile"] = false,
            }
        );
        await Send("Page.navigate", new JsonObject { ["url"] = url });
        while (!Events.Exists(e => Method(e) == "Page.loadEventFired"))
        {
            Events.Add(await Receive());
        }
    }

    /// <summary>The value of a script in the page.</summary>
    public async Task<JsonNode?> Evaluate(string script)
    {
        var answer = await Send(
            "Runtime.evaluate",
            new JsonObject { ["expression"] = script, ["returnByValue"] = true }
        );
        return answer["result"]?["value"];
    }

    public static string Method(JsonNode message) => (string?)message["method"] ?? "";

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _stop.Dispose();
        for (var tries = 0; tries < 20 && _profile.Exists; tries++)
        {
            try
            {
                _profile.Delete(recursive: true);
            }
            catch (IOException)
            {
                // a child of the browser still writes: it is about to end
                await Task.Delay(100);
            }

            _profile.Refresh();
        }
    }

    private async Task Connect()
    {
        // what it says is of no interest, but must be read for it to go on
        _ = _process.StandardError.ReadToEndAsync(_stop.Token);
        _ = _process.StandardOutput.ReadToEndAsync(_stop.Token);
        var file = System.IO.Path.Combine(_profile.FullName, "DevToolsActivePort");
        string[] lines = [];
        while (lines.Length < 2)
        {
            await Task.Delay(50, _stop.Token);
            lines = File.Exists(file) ? await File.ReadAllLinesAsync(file, _stop.Token) : [];
        }

        using var http = new HttpClient();
        var pages = JsonNode.Parse(
            await http.GetStringAsync(
                new Uri($"http://127.0.0.1:{lines[0]}/json/list"),
                _stop.Token
            )
        )!;
        var page = pages.AsArray().First(p => (string?)p!["type"] == "page")!;
        await _socket.ConnectAsync(new Uri((string)page["webSocketDebuggerUrl"]!), _stop.Token);
    }

    private async Task<JsonNode> Send(string method, JsonObject? parameters = null)
    {
        var id = ++_id;
        var message = new JsonObject { ["id"] = id, ["method"] = method };
        if (parameters is not null)
        {
            message["params"] = parameters;
        }

        await _socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(message),
            WebSocketMessageType.Text,
            true,
            _stop.Token
        );
        while (true)
        {
            var answer = await Receive();
            if ((int?)answer["id"] != id)
            {
                Events.Add(answer);
                continue;
            }

            return answer["result"]
                ?? throw new InvalidOperationException($"{method}: {answer.ToJsonString()}");
        }
    }

    private async Task<JsonNode> Receive()
    {
        var text = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer, _stop.Token);
            text.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return JsonNode.Parse(text.ToArray())!;
            }
        }
    }
}
