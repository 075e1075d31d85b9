namespace Analytics.Reports.Pages;

/// <summary>Headings, captions and column names of the page in both languages.</summary>
internal static class PageText
{
    private static readonly Dictionary<string, (string English, string Chinese)> Texts = new(
        StringComparer.Ordinal
    )
    {
        ["title"] = ("Customer report", "客户分析报告"),
        ["as_of"] = ("as of", "截至"),
        ["first"] = ("What to do first", "首先要做的事"),
        ["money"] = ("Where the money is", "价值在哪里"),
        ["customers"] = ("Who the customers are", "客户是谁"),
        ["back"] = ("Whether customers come back", "客户是否回来"),
        ["value"] = ("What customers will bring", "客户未来的价值"),
        ["leaving"] = ("Who is about to leave", "谁即将流失"),
        ["debts"] = ("Who pays late", "谁逾期付款"),
        ["moving"] = ("Who moves up and down", "谁在升降"),
        ["account"] = ("The account of rows", "数据行对账"),
        ["notes"] = ("What the data could not say", "数据不能说明的事"),
        ["figure.customers"] = ("customers", "客户数"),
        ["figure.net"] = ("net amount", "净额"),
        ["figure.top20"] = ("of the value from the best 20 %", "价值来自前20%的客户"),
        ["figure.gini"] = ("Gini coefficient", "基尼系数"),
        ["figure.retention"] = (
            "of the previous year's customers bought again",
            "上年客户再次购买"
        ),
        ["figure.value"] = ("margin expected, 80 % interval", "预期利润（80%区间）"),
        ["figure.active"] = ("active customers now", "当前活跃客户"),
        ["pyramid"] = (
            "Value pyramid: the share of customers in each tier against the share of value they bring.",
            "价值金字塔：各层客户占比与其价值占比。"
        ),
        ["lorenz"] = (
            "Lorenz curve: the further the curve hangs below the straight line, the more a few customers carry.",
            "洛伦兹曲线：曲线越低于直线，价值越集中于少数客户。"
        ),
        ["deciles"] = (
            "Customers ranked by value and cut into ten equal groups.",
            "按价值排序的客户十等分。"
        ),
        ["segments"] = ("Customers and net amount by segment.", "各细分的客户数与净额。"),
        ["rfm_heat_map"] = (
            "Customers by recency (R) and frequency (F) score.",
            "按最近购买（R）与购买频率（F）得分的客户数。"
        ),
        ["cohorts"] = (
            "Customers by the month of their first purchase: how many bought again, month by month.",
            "按首购月份分组：之后每月再次购买的比例。"
        ),
        ["leaky_bucket"] = (
            "Leaky bucket: who comes in, who comes back, who is lost.",
            "漏桶图：新增、召回与流失的客户。"
        ),
        ["tracking"] = (
            "Tracking: the model was fitted on the days left of the line and foretold those right of it.",
            "跟踪图：模型用虚线左侧的数据拟合，预测右侧的购买。"
        ),
        ["calibration"] = (
            "Calibration: purchases foretold and made, by how often customers had bought before.",
            "校准图：按此前购买次数分组的预测与实际购买。"
        ),
        ["lift"] = (
            "Lift: leavers found in each tenth of the customers against chance.",
            "提升图：各十分之一客户中流失者相对随机的倍数。"
        ),
        ["churn_calibration"] = (
            "Calibration of churn: the share that left against the probability foretold.",
            "流失校准图：预测概率与实际流失比例。"
        ),
        ["rolls"] = (
            "Roll matrix: what becomes of the accounts of a state within a cycle.",
            "滚动率矩阵：各状态账户在一个周期后的去向。"
        ),
        ["ageing"] = (
            "Ageing: overdue money at each month end, by days past due.",
            "账龄：每月末按逾期天数划分的逾期金额。"
        ),
        ["vintages"] = (
            "Vintages: new accounts of a month that ever fell 60 or more days behind.",
            "账龄组：各月新账户曾逾期60天以上的比例。"
        ),
        ["roll_board"] = (
            "The board: how many accounts of each type become worse within a cycle.",
            "看板：各类客户在一个周期内恶化的比例。"
        ),
        ["capacity"] = (
            "Capacity: what calls bring together, the most worthwhile first.",
            "产能曲线：按价值排序的电话合计带来的收益。"
        ),
        ["migration_tier"] = ("Moves between tiers.", "价值层级之间的迁移。"),
        ["migration_segment"] = ("Moves between segments.", "客户细分之间的迁移。"),
        ["table.pyramid"] = ("The tiers in numbers", "各层级数据"),
        ["table.segments"] = ("The segments in numbers, with what to do", "各细分数据与建议"),
        ["table.cross"] = ("Customers by segment and tier", "按细分与层级的客户数"),
        ["table.cohorts"] = (
            "Percent of the newest cohorts that bought in month 1, 2, ... after the first; * = month not over",
            "最近各组在首购后第1、2……月购买的百分比；* 表示该月未结束"
        ),
        ["table.bucket"] = (
            "The last twelve months in customers and money",
            "最近十二个月的客户数与金额"
        ),
        ["table.backtest"] = (
            "The proof: what was foretold at earlier days, and what came",
            "验证：在较早日期的预测与实际结果"
        ),
        ["table.models"] = ("The models tried", "尝试过的模型"),
        ["table.churn"] = (
            "The churn model beside simpler rules, on days it had not seen",
            "流失模型与简单规则在未见日期上的比较"
        ),
        ["table.importance"] = (
            "What the churn model looks at: loss of AUC when a column is shuffled",
            "流失模型所依据的列：打乱后AUC的下降"
        ),
        ["table.standing"] = ("What is owed and at risk, by state", "各状态的欠款与风险"),
        ["table.matrix"] = ("Value so far against value to come", "当前价值与未来价值"),
        ["table.work"] = ("Whom to act on, and why", "应当采取行动的客户与理由"),
        ["table.account"] = ("Where every row went", "每一行的去向"),
        ["columns.what"] = ("rows", "数据行"),
        ["columns.rows"] = ("number", "行数"),
        ["columns.amount"] = ("amount", "金额"),
        ["columns.tier"] = ("tier", "层级"),
        ["columns.segment"] = ("segment", "细分"),
        ["columns.customers"] = ("customers", "客户数"),
        ["columns.share_customers"] = ("share of customers", "客户占比"),
        ["columns.value"] = ("value", "价值"),
        ["columns.share_value"] = ("share of value", "价值占比"),
        ["columns.min_value"] = ("from", "下限"),
        ["columns.mean_value"] = ("mean", "均值"),
        ["columns.net_amount"] = ("net amount", "净额"),
        ["columns.share_amount"] = ("share", "占比"),
        ["columns.mean_r_days"] = ("days since last, mean", "平均距上次天数"),
        ["columns.mean_orders"] = ("orders, mean", "平均订单数"),
        ["columns.advice"] = ("what to do", "建议"),
        ["columns.month"] = ("month", "月份"),
        ["columns.opening"] = ("at the start", "期初"),
        ["columns.new"] = ("new", "新增"),
        ["columns.reactivated"] = ("won back", "召回"),
        ["columns.lapsed"] = ("lost", "流失"),
        ["columns.closing"] = ("at the end", "期末"),
        ["columns.closing_amount"] = ("amount at the end", "期末金额"),
        ["columns.cutoff"] = ("known up to", "已知截至"),
        ["columns.model"] = ("model", "模型"),
        ["columns.actual"] = ("came", "实际"),
        ["columns.predicted"] = ("foretold", "预测"),
        ["columns.interval"] = ("80 % interval", "80%区间"),
        ["columns.mae"] = ("error per customer", "每客户误差"),
        ["columns.baseline_mae"] = ("error of the naive baseline", "朴素基准误差"),
        ["columns.chosen"] = ("used", "采用"),
        ["columns.log_likelihood"] = ("log-likelihood", "对数似然"),
        ["columns.aic"] = ("AIC", "AIC"),
        ["columns.holdout_mae"] = ("error in the back-test", "回测误差"),
        ["columns.diagnosis"] = ("diagnosis", "诊断"),
        ["columns.auc"] = ("AUC", "AUC"),
        ["columns.auc_interval"] = ("95 % interval", "95%区间"),
        ["columns.log_loss"] = ("log loss", "对数损失"),
        ["columns.brier"] = ("Brier score", "Brier分数"),
        ["columns.lift"] = ("lift of the first tenth", "首个十分之一的提升"),
        ["columns.slope"] = ("calibration slope", "校准斜率"),
        ["columns.column"] = ("column", "列"),
        ["columns.auc_loss"] = ("loss of AUC", "AUC下降"),
        ["columns.current"] = ("value so far", "当前价值"),
        ["columns.potential"] = ("value to come", "未来价值"),
        ["columns.clv"] = ("lifetime value", "生命周期价值"),
        ["columns.action"] = ("what to do", "建议"),
        ["columns.reason"] = ("reason", "理由"),
        ["columns.at_stake"] = ("value at stake", "所涉价值"),
        ["columns.gain"] = ("assumed gain", "假定收益"),
        ["columns.cost"] = ("cost", "成本"),
        ["columns.state"] = ("state", "状态"),
        ["columns.accounts"] = ("accounts", "账户数"),
        ["columns.exposure"] = ("owed", "欠款"),
        ["columns.pd_12"] = ("probability of default in 12 months", "12个月违约概率"),
        ["columns.expected_loss"] = ("expected loss", "预期损失"),
        ["columns.cohort"] = ("first purchase", "首购月份"),
        ["columns.all"] = ("all", "合计"),
        ["all_rows"] = ("All rows:", "全部数据："),
        ["same_numbers"] = ("The numbers:", "数据："),
        ["more_rows"] = ("more rows are in the file.", "行在文件中。"),
        ["contents"] = ("Contents", "目录"),
    };

    /// <summary>A text by its key; the key itself where there is none.</summary>
    /// <param name="key">The key.</param>
    /// <param name="language"><c>en</c> or <c>zh</c>.</param>
    public static string Get(string key, string language) =>
        Texts.TryGetValue(key, out var text)
            ? (language == "zh" ? text.Chinese : text.English)
            : key;

    /// <summary>The heading of a column by its name; the name itself where there is none.</summary>
    public static string Column(string name, string language) =>
        Texts.ContainsKey("columns." + name) ? Get("columns." + name, language) : name;
}
