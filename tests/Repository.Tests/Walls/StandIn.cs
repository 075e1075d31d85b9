// stand-ins for packages that no project uses yet: a wall goes by the namespace
namespace Microsoft.ML
{
    internal static class StandIn
    {
        public static int Value => 1;
    }
}

namespace ScottPlot
{
    internal static class StandIn
    {
        public static int Value => 1;
    }
}
