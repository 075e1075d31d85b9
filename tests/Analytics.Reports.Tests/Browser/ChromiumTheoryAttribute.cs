using Xunit;

namespace Analytics.Reports.Tests.Browser;

/// <summary>A test that needs Chromium; without it, it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute()
    {
        if (Chromium.Path is null)
        {
            Skip = "no Chromium on this machine: apt-get install chromium";
        }
    }
}
