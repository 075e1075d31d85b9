using System.Runtime.InteropServices;

namespace Analytics.Benchmarks.Churn;

/// <summary>The bare calls of LightGBM's C interface: what training costs without anything around it.</summary>
internal static partial class NativeLightGbm
{
    private const string Library = "lib_lightgbm";
    private const int Float32 = 0;

    /// <summary>Trains a binary model and throws it away.</summary>
    /// <param name="values">Row after row.</param>
    /// <param name="labels">0 or 1 per row.</param>
    /// <param name="columns">Columns of a row.</param>
    /// <param name="trees">Number of trees.</param>
    /// <param name="parameters">As LightGBM takes them.</param>
    public static void Train(
        float[] values,
        float[] labels,
        int columns,
        int trees,
        string parameters
    )
    {
        Check(
            DatasetCreateFromMat(
                values,
                Float32,
                labels.Length,
                columns,
                1,
                parameters,
                0,
                out var data
            )
        );
        Check(DatasetSetField(data, "label", labels, labels.Length, Float32));
        Check(BoosterCreate(data, parameters, out var booster));
        for (var tree = 0; tree < trees; tree++)
        {
            Check(BoosterUpdateOneIter(booster, out _));
        }

        Check(BoosterFree(booster));
        Check(DatasetFree(data));
    }

    private static void Check(int code)
    {
        if (code != 0)
        {
            throw new InvalidOperationException("LightGBM refused a call");
        }
    }

    [LibraryImport(
        Library,
        EntryPoint = "LGBM_DatasetCreateFromMat",
        StringMarshalling = StringMarshalling.Utf8
    )]
    private static partial int DatasetCreateFromMat(
        float[] data,
        int type,
        int rows,
        int columns,
        int isRowMajor,
        string parameters,
        nint reference,
        out nint handle
    );

    [LibraryImport(
        Library,
        EntryPoint = "LGBM_DatasetSetField",
        StringMarshalling = StringMarshalling.Utf8
    )]
    private static partial int DatasetSetField(
        nint handle,
        string name,
        float[] data,
        int length,
        int type
    );

    [LibraryImport(
        Library,
        EntryPoint = "LGBM_BoosterCreate",
        StringMarshalling = StringMarshalling.Utf8
    )]
    private static partial int BoosterCreate(nint data, string parameters, out nint handle);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterUpdateOneIter")]
    private static partial int BoosterUpdateOneIter(nint handle, out int isFinished);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterFree")]
    private static partial int BoosterFree(nint handle);

    [LibraryImport(Library, EntryPoint = "LGBM_DatasetFree")]
    private static partial int DatasetFree(nint handle);
}
