<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
    <context>
        <name>NetworkInspector</name>
        <message>
            <source>Refused: %1. A network can run as a program; if you know where this file comes from, trust it below.</source>
            <translation>已拒绝：%1。网络可以像程序一样运行；如果您知道此文件的来源，请在下方信任它。</translation>
        </message>
    </context>
    <context>
        <name>QDockWidget</name>
        <message>
            <source>A window of its own, or back</source>
            <translation>成为独立窗口，或回到原处</translation>
        </message>
        <message>
            <source>Close; the menu “Panels” brings it back</source>
            <translation>关闭；可从“面板”菜单恢复</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::AblationJobs</name>
        <message>
            <source>Measuring importances</source>
            <translation>正在测量重要性</translation>
        </message>
        <message>
            <source>Importances are measured; cards can be sorted by them</source>
            <translation>重要性已测量；卡片可据此排序</translation>
        </message>
        <message>
            <source>Measuring a curve</source>
            <translation>正在测量曲线</translation>
        </message>
        <message>
            <source>The curve “%1” is finished</source>
            <translation>曲线“%1”已完成</translation>
        </message>
        <message>
            <source>Text units</source>
            <translation>文字单元</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::AblationSession</name>
        <message>
            <source>The project's images have no labels, so there is no accuracy to watch. Add an evaluation set whose folders are named as classes.</source>
            <translation>项目的图像没有标签，因此没有可观察的准确率。请添加文件夹以类别命名的评估集。</translation>
        </message>
        <message>
            <source>%1 was removed from this network before; it stays off.</source>
            <translation>%1 先前已从此网络移除；它保持关闭。</translation>
        </message>
        <message>
            <source>switching %1 off</source>
            <translation>关闭 %1</translation>
        </message>
        <message>
            <source>switching %1 on</source>
            <translation>打开 %1</translation>
        </message>
        <message>
            <source>opening the network…</source>
            <translation>正在打开网络…</translation>
        </message>
        <message>
            <source>%1 · %2</source>
            <translation>%1 · %2</translation>
        </message>
        <message>
            <source>%1 (%2)</source>
            <translation>%1 (%2)</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::Application</name>
        <message>
            <source>Something went wrong: %1</source>
            <translation>出现问题：%1</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::CheatSheet</name>
        <message>
            <source>The menu</source>
            <translation>菜单</translation>
        </message>
        <message>
            <source>Searching</source>
            <translation>搜索</translation>
        </message>
        <message>
            <source>Search descriptions</source>
            <translation>搜索描述</translation>
        </message>
        <message>
            <source>On to the units found</source>
            <translation>转到找到的单元</translation>
        </message>
        <message>
            <source>Back to the layers</source>
            <translation>返回各层</translation>
        </message>
        <message>
            <source>Either word; also AND, NOT, ( )</source>
            <translation>任一词；也可用 AND、NOT、( )</translation>
        </message>
        <message>
            <source>These words in a row</source>
            <translation>这些词连续出现</translation>
        </message>
        <message>
            <source>Words that begin so</source>
            <translation>以此开头的词</translation>
        </message>
        <message>
            <source>All words of that kind</source>
            <translation>该类的所有词</translation>
        </message>
        <message>
            <source>In this layer alone</source>
            <translation>仅在此层</translation>
        </message>
        <message>
            <source>With this tag</source>
            <translation>带有此标签</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>单元</translation>
        </message>
        <message>
            <source>From card to card</source>
            <translation>在卡片间移动</translation>
        </message>
        <message>
            <source>To the first, the last</source>
            <translation>到第一个、最后一个</translation>
        </message>
        <message>
            <source>Show an exemplar alone</source>
            <translation>单独显示一个范例</translation>
        </message>
        <message>
            <source>From exemplar to exemplar</source>
            <translation>在范例间移动</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
        <message>
            <source>Verdicts</source>
            <translation>裁定</translation>
        </message>
        <message>
            <source>Confirm the chosen units</source>
            <translation>确认所选单元</translation>
        </message>
        <message>
            <source>Reject them</source>
            <translation>否定它们</translation>
        </message>
        <message>
            <source>Unsure</source>
            <translation>不确定</translation>
        </message>
        <message>
            <source>Take the verdict back</source>
            <translation>收回裁定</translation>
        </message>
        <message>
            <source>Switch the chosen units off or on</source>
            <translation>关闭或打开所选单元</translation>
        </message>
        <message>
            <source>Shortcuts</source>
            <translation>快捷键</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>菜单</translation>
        </message>
        <message>
            <source>Pages of the project</source>
            <translation>项目页面</translation>
        </message>
        <message>
            <source>More units like this one</source>
            <translation>更多类似单元</translation>
        </message>
        <message>
            <source>Probe the exemplar that is shown</source>
            <translation>探查当前显示的样例</translation>
        </message>
        <message>
            <source>Probing</source>
            <translation>探查</translation>
        </message>
        <message>
            <source>Larger, smaller</source>
            <translation>放大、缩小</translation>
        </message>
        <message>
            <source>Take it away</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Comparing</source>
            <translation>比较</translation>
        </message>
        <message>
            <source>This network's unit, the other's</source>
            <translation>本网络的单元、另一网络的单元</translation>
        </message>
        <message>
            <source>Show it in its gallery</source>
            <translation>在其图库中显示</translation>
        </message>
        <message>
            <source>Move what was pasted</source>
            <translation>移动粘贴的内容</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::CommandLine</name>
        <message>
            <source>A gallery for the neurons of vision networks</source>
            <translation>视觉网络神经元画廊</translation>
        </message>
        <message>
            <source>A .brera file to open</source>
            <translation>要打开的 .brera 文件</translation>
        </message>
        <message>
            <source>Open the demo</source>
            <translation>打开演示</translation>
        </message>
        <message>
            <source>light, dark or system</source>
            <translation>light、dark 或 system</translation>
        </message>
        <message>
            <source>Settings file in place of your own</source>
            <translation>代替您自己的设置文件</translation>
        </message>
        <message>
            <source>Write the window to a PNG once everything in it is drawn, and end</source>
            <translation>待全部绘制完成后将窗口写入 PNG 并结束</translation>
        </message>
        <message>
            <source>What the screenshot shows: start, new, gallery, inspector, exemplar, describe, probe, ablation or compare</source>
            <translation>截图显示的内容：start、new、gallery、inspector、exemplar、describe、probe、ablation 或 compare</translation>
        </message>
        <message>
            <source>Size of the window</source>
            <translation>窗口大小</translation>
        </message>
        <message>
            <source>A .brera file to compare the project with</source>
            <translation>与项目比较的 .brera 文件</translation>
        </message>
        <message>
            <source>An image to probe with the project's network</source>
            <translation>用项目的网络探测的图像</translation>
        </message>
        <message>
            <source>Words to search the project's descriptions for</source>
            <translation>要在项目描述中搜索的词</translation>
        </message>
        <message>
            <source>en, it or zh_CN in place of the system's</source>
            <translation>用 en、it 或 zh_CN 代替系统语言</translation>
        </message>
        <message>
            <source>Measure opening, scrolling and searching the project, print JSON, and end</source>
            <translation>测量项目的打开、滚动和搜索，输出 JSON 并结束</translation>
        </message>
        <message>
            <source>One project at a time: %1</source>
            <translation>一次一个项目：%1</translation>
        </message>
        <message>
            <source>--theme is light, dark or system, not %1</source>
            <translation>--theme 应为 light、dark 或 system，而非 %1</translation>
        </message>
        <message>
            <source>--bench needs a project to open</source>
            <translation>--bench 需要一个要打开的项目</translation>
        </message>
        <message>
            <source>--page is start, new, gallery, inspector, exemplar, describe, probe, ablation or compare, not %1</source>
            <translation>--page 应为 start、new、gallery、inspector、exemplar、describe、probe、ablation 或 compare，而非 %1</translation>
        </message>
        <message>
            <source>--size is like 1440x900, not %1</source>
            <translation>--size 形如 1440x900，而非 %1</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::CompareSession</name>
        <message>
            <source>%1 is the project that is open. Choose another one, which a different network made of the same images.</source>
            <translation>%1 就是已打开的项目。请选择另一个由不同网络对相同图像生成的项目。</translation>
        </message>
        <message>
            <source>Comparing with %1</source>
            <translation>正在与 %1 比较</translation>
        </message>
        <message>
            <source>Preparing the demo’s plain and blurred-faces networks</source>
            <translation>正在准备演示网络：普通版和人脸模糊版</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::CurveWork</name>
        <message>
            <source>by loss</source>
            <translation>按损失</translation>
        </message>
        <message>
            <source>by accuracy</source>
            <translation>按准确率</translation>
        </message>
        <message>
            <source>in their own order</source>
            <translation>按自身顺序</translation>
        </message>
        <message>
            <source>%1 a step</source>
            <translation>每步 %1</translation>
        </message>
        <message>
            <source>beside %1 random orders of the same units</source>
            <translation>并列 %1 个相同单元的随机顺序</translation>
        </message>
        <message>
            <source>and all units of the network %1</source>
            <translation>以及网络的全部单元 %1</translation>
        </message>
        <message>
            <source>means in their place</source>
            <translation>以均值代替</translation>
        </message>
        <message>
            <source>zero in their place</source>
            <translation>以零代替</translation>
        </message>
        <message>
            <source>There are no units to switch off.</source>
            <translation>没有可关闭的单元。</translation>
        </message>
        <message>
            <source>No description matches “%1”.</source>
            <translation>没有描述匹配“%1”。</translation>
        </message>
        <message>
            <source>All units</source>
            <translation>所有单元</translation>
        </message>
        <message>
            <source>%1 (%2)</source>
            <translation>%1 (%2)</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::DescribingController</name>
        <message numerus="yes">
            <source>%Ln unit(s) described</source>
            <translation>
                <numerusform>已描述 %Ln 个单元</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln without exemplars</source>
            <translation>
                <numerusform>%Ln 个无样例</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>brera::gui::DescriptionSession</name>
        <message>
            <source>This project can only be read.</source>
            <translation>此项目只能读取。</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::EditedNetwork</name>
        <message>
            <source>%1 %2 → %3</source>
            <translation>%1 %2 → %3</translation>
        </message>
        <message>
            <source>%1 removed; %2</source>
            <translation>已移除 %1;%2</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::EvaluationSource</name>
        <message>
            <source>This project was made without a network; there is nothing to switch off.</source>
            <translation>此项目生成时没有网络；没有可关闭的单元。</translation>
        </message>
        <message>
            <source>The network %1 is not there any more. Put it back to switch units off.</source>
            <translation>网络 %1 已不存在。请放回以便关闭单元。</translation>
        </message>
        <message>
            <source>The network %1 has changed since the project was made. Make a new project of it to switch units off.</source>
            <translation>网络 %1 在项目生成后已更改。请为它新建项目以便关闭单元。</translation>
        </message>
        <message>
            <source>Without a class, and left out: %1</source>
            <translation>没有类别而被略去：%1</translation>
        </message>
        <message>
            <source>Units can be switched off once all images have been read.</source>
            <translation>读完所有图像后才能关闭单元。</translation>
        </message>
        <message>
            <source>project images</source>
            <translation>项目图像</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::ExtractionController</name>
        <message>
            <source>Finding the images that each unit responds to. You may look at other projects meanwhile.</source>
            <translation>正在寻找每个单元响应的图像。期间您可以查看其他项目。</translation>
        </message>
        <message>
            <source>Demo</source>
            <translation>演示</translation>
        </message>
        <message>
            <source>Drawing the demo's images, finding what its network's units respond to and describing them.</source>
            <translation>正在绘制演示图像，寻找其网络单元的响应对象并加以描述。</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::HeaderBar</name>
        <message>
            <source>To the start page</source>
            <translation>到起始页</translation>
        </message>
        <message>
            <source>Start page</source>
            <translation>起始页</translation>
        </message>
        <message>
            <source>Search descriptions</source>
            <translation>搜索描述</translation>
        </message>
        <message>
            <source>&lt;p&gt;Words, "phrases", begin*, AND, OR, NOT and brackets.&lt;/p&gt;&lt;p&gt;~animal also finds dogs and birds; layer:layer4 and tag:face look there alone.&lt;/p&gt;&lt;p&gt;Ctrl+F or / come here, Enter goes on to the units found, Esc leaves.&lt;/p&gt;</source>
            <translation>&lt;p&gt;词、"短语"、开头*、AND、OR、NOT 和括号。&lt;/p&gt;&lt;p&gt;~animal 也会找到狗和鸟；layer:layer4 和 tag:face 仅在该处查找。&lt;/p&gt;&lt;p&gt;按 Ctrl+F 或 / 到此，回车转到找到的单元，Esc 离开。&lt;/p&gt;</translation>
        </message>
        <message>
            <source>Menu (F10)</source>
            <translation>菜单（F10）</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>菜单</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>报告</translation>
        </message>
        <message>
            <source>Write what is shown to a file for others (Ctrl+E)</source>
            <translation>把显示的内容写成文件给他人（Ctrl+E）</translation>
        </message>
        <message>
            <source>Export report</source>
            <translation>导出报告</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::Language</name>
        <message>
            <source>As the system</source>
            <translation>跟随系统</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::MainMenu</name>
        <message>
            <source>New project…</source>
            <translation>新建项目…</translation>
        </message>
        <message>
            <source>Open project…</source>
            <translation>打开项目…</translation>
        </message>
        <message>
            <source>Close project</source>
            <translation>关闭项目</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>重做</translation>
        </message>
        <message>
            <source>Describe units…</source>
            <translation>描述单元…</translation>
        </message>
        <message>
            <source>Ablation…</source>
            <translation>消融…</translation>
        </message>
        <message>
            <source>Compare with…</source>
            <translation>与…比较</translation>
        </message>
        <message>
            <source>Probe a picture…</source>
            <translation>探测图片…</translation>
        </message>
        <message>
            <source>Probe the copied picture</source>
            <translation>探测已复制的图片</translation>
        </message>
        <message>
            <source>Shortcuts</source>
            <translation>快捷键</translation>
        </message>
        <message>
            <source>About Brera</source>
            <translation>关于 Brera</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>外观</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>&lt;h3&gt;Brera %1&lt;/h3&gt;&lt;p&gt;A gallery for the neurons of vision networks, after Hernandez et al., &lt;i&gt;Natural Language Descriptions of Deep Visual Features&lt;/i&gt;, ICLR 2022.&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later.&lt;/p&gt;</source>
            <translation>&lt;h3&gt;Brera %1&lt;/h3&gt;&lt;p&gt;视觉网络神经元画廊，依据 Hernandez 等，&lt;i&gt;Natural Language Descriptions of Deep Visual Features&lt;/i&gt;,ICLR 2022。&lt;/p&gt;&lt;p&gt;自由软件，采用 GNU 通用公共许可证第 3 版或更高版本。&lt;/p&gt;</translation>
        </message>
        <message>
            <source>Export report…</source>
            <translation>导出报告…</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Take back the last change</source>
            <translation>撤销上一次更改</translation>
        </message>
        <message>
            <source>Do it again after all</source>
            <translation>重做</translation>
        </message>
        <message>
            <source>Panels</source>
            <translation>面板</translation>
        </message>
        <message>
            <source>Put all back</source>
            <translation>全部复位</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::MainWindow</name>
        <message>
            <source>%1 was stopped; what is done is kept.</source>
            <translation>%1 已停止；已完成的部分保留。</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1:%2</translation>
        </message>
        <message>
            <source>The images are no longer in %1. Pictures are missing until Brera knows where they are.</source>
            <translation>图像已不在 %1。在 Brera 知道其位置之前无法显示。</translation>
        </message>
        <message>
            <source>Locate images…</source>
            <translation>定位图像…</translation>
        </message>
        <message>
            <source>These results no longer match what they were made from: %1. A new project will have new results.</source>
            <translation>这些结果与其来源不再一致：%1。新项目会有新的结果。</translation>
        </message>
        <message>
            <source>Open project</source>
            <translation>打开项目</translation>
        </message>
        <message>
            <source>Brera projects (*.brera)</source>
            <translation>Brera 项目（*.brera）</translation>
        </message>
        <message>
            <source>%1 is ready.</source>
            <translation>%1 已就绪。</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>This project can only be read: %1.</source>
            <translation>此项目只能读取：%1。</translation>
        </message>
        <message>
            <source>%1 of %2 images have been read. The work goes on from there.</source>
            <translation>已读取 %1 / %2 张图像。工作从那里继续。</translation>
        </message>
        <message>
            <source>No images have been read yet.</source>
            <translation>尚未读取任何图像。</translation>
        </message>
        <message>
            <source>Not finished</source>
            <translation>未完成</translation>
        </message>
        <message>
            <source>Another extraction is running.</source>
            <translation>另一个提取正在进行。</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Where are the images now?</source>
            <translation>图像现在在哪里？</translation>
        </message>
        <message>
            <source>%1 is written: %2.</source>
            <translation>%1 已写入：%2。</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>显示</translation>
        </message>
        <message>
            <source>Switch off or on	A</source>
            <translation>关闭或打开	A</translation>
        </message>
        <message>
            <source>Switch all of this search off</source>
            <translation>关闭此搜索的全部单元</translation>
        </message>
        <message>
            <source>Switch all of %1 off</source>
            <translation>关闭 %1 的全部单元</translation>
        </message>
        <message>
            <source>clearing the tray</source>
            <translation>清空托盘</translation>
        </message>
        <message>
            <source>%1.</source>
            <translation>%1。</translation>
        </message>
        <message>
            <source>Importances have not been measured yet. “Curves and classes” below has them measured.</source>
            <translation>尚未测量重要性。下方的“曲线与类别”可进行测量。</translation>
        </message>
        <message>
            <source>Exemplars are being found; this can be measured when that has ended.</source>
            <translation>正在寻找范例；结束后即可测量。</translation>
        </message>
        <message>
            <source>Units are being described; this can be measured when that has ended.</source>
            <translation>正在描述单元；结束后即可测量。</translation>
        </message>
        <message>
            <source>Something is being measured already.</source>
            <translation>已有测量正在进行。</translation>
        </message>
        <message>
            <source>%1-edited.pt</source>
            <translation>%1-edited.pt</translation>
        </message>
        <message>
            <source>Save the edited network</source>
            <translation>保存编辑后的网络</translation>
        </message>
        <message>
            <source>TorchScript (*.pt *.ts)</source>
            <translation>TorchScript (*.pt *.ts)</translation>
        </message>
        <message>
            <source>Compare with</source>
            <translation>与之比较</translation>
        </message>
        <message>
            <source>Save figure</source>
            <translation>保存图形</translation>
        </message>
        <message>
            <source>From the comparison with %1.</source>
            <translation>来自与 %1 的比较。</translation>
        </message>
        <message>
            <source>Back to it</source>
            <translation>返回</translation>
        </message>
        <message>
            <source>From the comparison of %1 with this project.</source>
            <translation>来自 %1 与此项目的比较。</translation>
        </message>
        <message>
            <source>Demo captioner</source>
            <translation>演示描述器</translation>
        </message>
        <message>
            <source>%1: %2.</source>
            <translation>%1:%2。</translation>
        </message>
        <message>
            <source>Exemplars are being found; units can be described when that has ended.</source>
            <translation>正在寻找范例；结束后即可描述单元。</translation>
        </message>
        <message>
            <source>Units are being described already.</source>
            <translation>单元已在描述中。</translation>
        </message>
        <message>
            <source>Something is being measured; units can be described when that has ended.</source>
            <translation>正在测量；结束后即可描述单元。</translation>
        </message>
        <message>
            <source>Describing %1</source>
            <translation>正在描述 %1</translation>
        </message>
        <message>
            <source>Something is being measured, which takes all there is of this computer. Wait for it, or cancel it above.</source>
            <translation>正在测量，占用了全部计算资源。请等待，或在上方取消。</translation>
        </message>
        <message>
            <source>Units are being described, which takes all there is of this computer. Wait for it, or cancel it above.</source>
            <translation>正在描述单元，占用了全部计算资源。请等待，或在上方取消。</translation>
        </message>
        <message>
            <source>Pictures can be probed once all of the project's images have been read.</source>
            <translation>读完项目的所有图像后才能探测图片。</translation>
        </message>
        <message>
            <source>Open a project first: its network looks at the picture.</source>
            <translation>请先打开项目：由其网络查看图片。</translation>
        </message>
        <message>
            <source>Choose the picture to cut from</source>
            <translation>选择要剪取的图片</translation>
        </message>
        <message>
            <source>Choose a picture to probe</source>
            <translation>选择要探测的图片</translation>
        </message>
        <message>
            <source>Pictures (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff *.pnm *.ppm *.pgm);;All files (*)</source>
            <translation>图片（*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff *.pnm *.ppm *.pgm）;;所有文件（*）</translation>
        </message>
        <message>
            <source>No picture has been copied; copy an image or an image file.</source>
            <translation>没有复制图片；请复制图像或图像文件。</translation>
        </message>
        <message>
            <source>What was dropped or copied is no picture.</source>
            <translation>拖入或复制的内容不是图片。</translation>
        </message>
        <message>
            <source>verdict taken back</source>
            <translation>收回裁定</translation>
        </message>
        <message>
            <source>verdict on %1</source>
            <translation>对 %1 的裁定</translation>
        </message>
        <message>
            <source>Verdicts are kept with a search for words; this list comes from one unit. Search for what the units should show.</source>
            <translation>裁定随词语搜索保存；此列表来自一个单元。请搜索这些单元应显示的内容。</translation>
        </message>
        <message>
            <source>Save search</source>
            <translation>保存搜索</translation>
        </message>
        <message>
            <source>Name of this search and of the verdicts on what it finds:</source>
            <translation>此搜索及其结果裁定的名称：</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Confirm	Y</source>
            <translation>确认	Y</translation>
        </message>
        <message>
            <source>Reject	N</source>
            <translation>否定	N</translation>
        </message>
        <message>
            <source>Unsure	U</source>
            <translation>不确定	U</translation>
        </message>
        <message>
            <source>Take the verdict back	Del</source>
            <translation>收回裁定	Del</translation>
        </message>
        <message>
            <source>Show in its layer</source>
            <translation>在其层中显示</translation>
        </message>
        <message>
            <source>The report could not be written: %1</source>
            <translation>无法写入报告：%1</translation>
        </message>
        <message>
            <source>Comparison with %1</source>
            <translation>与 %1 的比较</translation>
        </message>
        <message>
            <source>Audit: %1</source>
            <translation>审查：%1</translation>
        </message>
        <message>
            <source>Search: %1</source>
            <translation>搜索：%1</translation>
        </message>
        <message>
            <source>Layer %1</source>
            <translation>%1 层</translation>
        </message>
        <message>
            <source>Brera speaks this language from its next start on.</source>
            <translation>Brera 将从下次启动起使用此语言。</translation>
        </message>
        <message numerus="yes">
            <source>%n layer(s)</source>
            <translation>
                <numerusform>%n 层</numerusform>
            </translation>
        </message>
        <message>
            <source>unfinished</source>
            <translation>未完成</translation>
        </message>
        <message>
            <source>More like this	M</source>
            <translation>更多类似	M</translation>
        </message>
        <message>
            <source>Switch the confirmed ones off</source>
            <translation>关闭已确认的单元</translation>
        </message>
        <message>
            <source>deleting "%1"</source>
            <translation>删除“%1”</translation>
        </message>
        <message>
            <source>Curve: %1</source>
            <translation>曲线：%1</translation>
        </message>
        <message>
            <source>The tray: %1</source>
            <translation>托盘：%1</translation>
        </message>
        <message>
            <source>removing the search %1</source>
            <translation>移除搜索“%1”</translation>
        </message>
        <message>
            <source>own words for %1</source>
            <translation>%1 的自写描述</translation>
        </message>
        <message>
            <source>the note on %1</source>
            <translation>%1 的备注</translation>
        </message>
        <message>
            <source>the tags of %1</source>
            <translation>%1 的标签</translation>
        </message>
        <message>
            <source>A verdict on %1 in the search “%2” has changed.</source>
            <translation>搜索“%2”中对 %1 的判定已更改。</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::ModeBar</name>
        <message>
            <source>Pages of the project</source>
            <translation>项目页面</translation>
        </message>
        <message>
            <source>Gallery</source>
            <translation>图库</translation>
        </message>
        <message>
            <source>Units and what they respond to (Ctrl+1)</source>
            <translation>单元及其响应的内容（Ctrl+1）</translation>
        </message>
        <message>
            <source>Probe</source>
            <translation>探查</translation>
        </message>
        <message>
            <source>What the network makes of one picture (Ctrl+2)</source>
            <translation>网络如何看待一张图片（Ctrl+2）</translation>
        </message>
        <message>
            <source>Ablation</source>
            <translation>消融</translation>
        </message>
        <message>
            <source>Accuracy without some units, curves and classes (Ctrl+3)</source>
            <translation>去掉部分单元后的准确率、曲线与类别（Ctrl+3）</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>比较</translation>
        </message>
        <message>
            <source>This network's units beside another's (Ctrl+4)</source>
            <translation>本网络与另一网络的单元对照（Ctrl+4）</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::ProbeEngine</name>
        <message>
            <source>Clipboard</source>
            <translation>剪贴板</translation>
        </message>
        <message>
            <source>The project's images are not there any more; choose another picture.</source>
            <translation>项目的图像已不存在；请选择其他图片。</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::ProbeSession</name>
        <message>
            <source>the clipboard's picture</source>
            <translation>剪贴板图片</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::ReportController</name>
        <message>
            <source>Audit: %1</source>
            <translation>审查：%1</translation>
        </message>
        <message>
            <source>Writing %1</source>
            <translation>正在写入 %1</translation>
        </message>
        <message numerus="yes">
            <source>, %Ln image(s) could not be read</source>
            <translation>
                <numerusform>,%Ln 张图像无法读取</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>brera::gui::ReportDialog</name>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Export report</source>
            <translation>导出报告</translation>
        </message>
        <message>
            <source>What the report is about</source>
            <translation>报告内容</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>格式</translation>
        </message>
        <message>
            <source>Web page (HTML), pictures inside</source>
            <translation>网页（HTML），内含图片</translation>
        </message>
        <message>
            <source>Document (PDF)</source>
            <translation>文档（PDF）</translation>
        </message>
        <message>
            <source>Table of the numbers (CSV)</source>
            <translation>数值表（CSV）</translation>
        </message>
        <message>
            <source>Data for programs (JSON)</source>
            <translation>程序数据（JSON）</translation>
        </message>
        <message>
            <source>Made from what it is about</source>
            <translation>由内容得出</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>Pictures of each unit</source>
            <translation>每个单元的图片</translation>
        </message>
        <message>
            <source>Report on</source>
            <translation>报告对象</translation>
        </message>
        <message>
            <source>As</source>
            <translation>格式为</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>导出</translation>
        </message>
        <message>
            <source>Choose where the report goes.</source>
            <translation>请选择报告的位置。</translation>
        </message>
        <message>
            <source>There is no folder %1.</source>
            <translation>没有文件夹 %1。</translation>
        </message>
        <message>
            <source>The file's name must end in %1.</source>
            <translation>文件名必须以 %1 结尾。</translation>
        </message>
        <message>
            <source>%1 is a folder.</source>
            <translation>%1 是文件夹。</translation>
        </message>
        <message>
            <source>%1 is there already and will be replaced.</source>
            <translation>%1 已存在，将被替换。</translation>
        </message>
        <message>
            <source>Replace</source>
            <translation>替换</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::Screenshot</name>
        <message>
            <source>The window did not come to rest.</source>
            <translation>窗口未能稳定。</translation>
        </message>
        <message>
            <source>There is no such page without a project.</source>
            <translation>没有项目就没有此页。</translation>
        </message>
        <message>
            <source>%1 cannot be written.</source>
            <translation>无法写入 %1。</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::SearchSession</name>
        <message>
            <source>This project can only be read.</source>
            <translation>此项目只能读取。</translation>
        </message>
        <message>
            <source>Like %1, in words and exemplars</source>
            <translation>与 %1 相似（描述与样例）</translation>
        </message>
    </context>
    <context>
        <name>brera::gui::SharedProject</name>
        <message>
            <source>%1 is no longer where it was opened: it has been deleted, moved or replaced. What you do now is not kept unless the file comes back to this place.</source>
            <translation>%1 已不在打开时的位置：它被删除、移动或替换。除非文件回到原处，现在的操作不会保存。</translation>
        </message>
    </context>
    <context>
        <name>brera::plots::BarPlot</name>
        <message>
            <source>layer</source>
            <translation>层</translation>
        </message>
        <message>
            <source>units</source>
            <translation>单元</translation>
        </message>
        <message>
            <source>Units by layer</source>
            <translation>各层单元数</translation>
        </message>
        <message>
            <source>%1 has no ending that Brera writes: use .png, .svg or .csv.</source>
            <translation>%1 的扩展名 Brera 无法写入：请用 .png、.svg 或 .csv。</translation>
        </message>
    </context>
    <context>
        <name>brera::plots::CurvePlot</name>
        <message>
            <source>Accuracy by the number of ablated units</source>
            <translation>准确率随消融单元数的变化</translation>
        </message>
        <message>
            <source>units ablated</source>
            <translation>消融的单元</translation>
        </message>
        <message>
            <source>accuracy, %</source>
            <translation>准确率，%</translation>
        </message>
        <message>
            <source>%1 has no ending that Brera writes: use .png, .svg or .csv.</source>
            <translation>%1 的扩展名 Brera 无法写入：请用 .png、.svg 或 .csv。</translation>
        </message>
        <message>
            <source> (%1 to %2)</source>
            <translation> (%1 至 %2)</translation>
        </message>
        <message>
            <source>%1: from %L2% at %3 to %L4% at %5, best %L6% at %7 units</source>
            <translation>%1:从 %3 处的 %L2% 到 %5 处的 %L4%，在 %7 个单元处最高 %L6%</translation>
        </message>
        <message>
            <source>1 unit</source>
            <translation>1 个单元</translation>
        </message>
        <message>
            <source>%L1 units</source>
            <translation>%L1 个单元</translation>
        </message>
    </context>
    <context>
        <name>brera::plots::FigureExport</name>
        <message>
            <source>Picture (*.png)</source>
            <translation>图片（*.png）</translation>
        </message>
        <message>
            <source>Vector drawing (*.svg)</source>
            <translation>矢量图（*.svg）</translation>
        </message>
        <message>
            <source>Table of the numbers (*.csv)</source>
            <translation>数值表（*.csv）</translation>
        </message>
        <message>
            <source>%1 was not written: the figure cannot be drawn.</source>
            <translation>%1 未写入：图形无法绘制。</translation>
        </message>
        <message>
            <source>%1 cannot be written: %2. Choose another folder.</source>
            <translation>无法写入 %1:%2。请选择其他文件夹。</translation>
        </message>
    </context>
    <context>
        <name>brera::plots::HistogramPlot</name>
        <message>
            <source>Histogram of the unit's activations</source>
            <translation>单元激活值直方图</translation>
        </message>
    </context>
    <context>
        <name>brera::plots::LegendButton</name>
        <message>
            <source>Show or hide these values</source>
            <translation>显示或隐藏这些数值</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::AblateActions</name>
        <message>
            <source>Switch off or on</source>
            <translation>关闭或打开</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::AblationPage</name>
        <message>
            <source>Measure importances</source>
            <translation>测量重要性</translation>
        </message>
        <message>
            <source>Importance</source>
            <translation>重要性</translation>
        </message>
        <message>
            <source>How much the loss rises without each unit alone. Cards can then be sorted by it.</source>
            <translation>单独去掉每个单元时损失上升多少。之后卡片可据此排序。</translation>
        </message>
        <message>
            <source>Known for all %1 units, on %2. Sort cards by it in the gallery.</source>
            <translation>全部 %1 个单元已知，基于 %2。可在画廊中据此排序。</translation>
        </message>
        <message>
            <source>Known for %1 of %2 units, on %3.</source>
            <translation>%2 个单元中已知 %1 个，基于 %3。</translation>
        </message>
        <message>
            <source>Accuracy without some units</source>
            <translation>去掉部分单元后的准确率</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::AblationTray</name>
        <message>
            <source>Clear</source>
            <translation>清空</translation>
        </message>
        <message>
            <source>Curves and classes</source>
            <translation>曲线与类别</translation>
        </message>
        <message>
            <source>Save edited network…</source>
            <translation>保存编辑后的网络…</translation>
        </message>
        <message>
            <source>Ablation tray</source>
            <translation>消融托盘</translation>
        </message>
        <message>
            <source>Units that are switched off</source>
            <translation>已关闭的单元</translation>
        </message>
        <message>
            <source>Switch all units on again</source>
            <translation>重新打开所有单元</translation>
        </message>
        <message>
            <source>What takes the place of a unit that is switched off</source>
            <translation>用什么代替关闭的单元</translation>
        </message>
        <message>
            <source>What takes the place of a unit that is switched off: zero, as in the paper, or its mean over the project's images</source>
            <translation>用什么代替关闭的单元：如论文所用的零，或其在项目图像上的均值</translation>
        </message>
        <message>
            <source>Write a TorchScript file of the network without these units</source>
            <translation>写出不含这些单元的网络 TorchScript 文件</translation>
        </message>
        <message>
            <source>Switch a unit off with ⊘ on its card, or with the key A.</source>
            <translation>用卡片上的 ⊘ 或按 A 键关闭单元。</translation>
        </message>
        <message>
            <source>Replace by zero</source>
            <translation>以零代替</translation>
        </message>
        <message>
            <source>Replace by mean</source>
            <translation>以均值代替</translation>
        </message>
        <message>
            <source>An edited network has zeros where units were; choose zero to see how it does and to write it</source>
            <translation>编辑后的网络在单元处为零；选择零以查看其表现并写出</translation>
        </message>
        <message>
            <source>More for the tray</source>
            <translation>托盘的更多操作</translation>
        </message>
        <message>
            <source>Every unit is on. Click a point of a curve, or choose units in the gallery.</source>
            <translation>所有单元均开启。点击曲线上的点，或在图库中选择单元。</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::AblationView</name>
        <message>
            <source>1 unit</source>
            <translation>1 个单元</translation>
        </message>
        <message>
            <source>%1 units</source>
            <translation>%1 个单元</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::AuditBar</name>
        <message>
            <source>Confirm</source>
            <translation>确认</translation>
        </message>
        <message>
            <source>Reject</source>
            <translation>否定</translation>
        </message>
        <message>
            <source>Unsure</source>
            <translation>不确定</translation>
        </message>
        <message>
            <source>Share of the units that have a verdict</source>
            <translation>已有裁定的单元比例</translation>
        </message>
        <message>
            <source>Confirm (Y)</source>
            <translation>确认（Y）</translation>
        </message>
        <message>
            <source>The description fits the regions</source>
            <translation>描述与区域相符</translation>
        </message>
        <message>
            <source>Reject (N)</source>
            <translation>否决（N）</translation>
        </message>
        <message>
            <source>The description does not fit the regions</source>
            <translation>描述与区域不符</translation>
        </message>
        <message>
            <source>Unsure (U)</source>
            <translation>不确定（U）</translation>
        </message>
        <message>
            <source>Hard to say</source>
            <translation>难以判断</translation>
        </message>
        <message>
            <source>%1 of %2 judged</source>
            <translation>已判定 %1 / %2</translation>
        </message>
        <message>
            <source>does the description fit the regions?</source>
            <translation>描述与区域相符吗？</translation>
        </message>
        <message>
            <source>%1 confirmed · %2 rejected · %3 unsure</source>
            <translation>%1 确认 · %2 否决 · %3 不确定</translation>
        </message>
        <message>
            <source>%1 chosen</source>
            <translation>已选 %1 个</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::Banner</name>
        <message>
            <source>Close this message (Esc)</source>
            <translation>关闭此消息（Esc）</translation>
        </message>
        <message>
            <source>Close this message</source>
            <translation>关闭此消息</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::BeamModel</name>
        <message>
            <source>chosen</source>
            <translation>所选</translation>
        </message>
        <message>
            <source>%1
log p(d|E) %2 · log p(d) %3 · wpmi %4</source>
            <translation>%1
log p(d|E) %2 · log p(d) %3 · wpmi %4</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>描述</translation>
        </message>
        <message>
            <source>log p(d|E)</source>
            <translation>log p(d|E)</translation>
        </message>
        <message>
            <source>log p(d)</source>
            <translation>log p(d)</translation>
        </message>
        <message>
            <source>wpmi</source>
            <translation>wpmi</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::CardBadges</name>
        <message>
            <source>switched off</source>
            <translation>已关闭</translation>
        </message>
        <message>
            <source>removed from the network</source>
            <translation>已从网络移除</translation>
        </message>
        <message>
            <source>confirmed</source>
            <translation>已确认</translation>
        </message>
        <message>
            <source>rejected</source>
            <translation>已否定</translation>
        </message>
        <message>
            <source>not sure</source>
            <translation>不确定</translation>
        </message>
        <message>
            <source>tagged</source>
            <translation>有标签</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::CardDelegate</name>
        <message>
            <source>Switch this unit on again (A)</source>
            <translation>重新打开此单元（A）</translation>
        </message>
        <message>
            <source>Switch this unit off (A)</source>
            <translation>关闭此单元（A）</translation>
        </message>
        <message>
            <source>not described yet</source>
            <translation>尚未描述</translation>
        </message>
        <message>
            <source>%1 · best activation %2</source>
            <translation>%1 · 最大激活 %2</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ClassPanel</name>
        <message>
            <source>Classes</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Evaluation set of the table</source>
            <translation>表格的评估集</translation>
        </message>
        <message>
            <source>Accuracy by class</source>
            <translation>各类别准确率</translation>
        </message>
        <message>
            <source>No unit is switched off: this is the network as it is.</source>
            <translation>没有关闭任何单元：这是网络的原样。</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ClassTableModel</name>
        <message>
            <source>class %1</source>
            <translation>类别 %1</translation>
        </message>
        <message>
            <source>Change of accuracy in points; the largest gains and losses first</source>
            <translation>准确率变化（百分点）;增减最大者在前</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Images</source>
            <translation>图像</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>之前</translation>
        </message>
        <message>
            <source>After</source>
            <translation>之后</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>变化</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::CompareDelegate</name>
        <message>
            <source>nothing like it</source>
            <translation>没有类似的</translation>
        </message>
        <message>
            <source>not described yet</source>
            <translation>尚未描述</translation>
        </message>
        <message>
            <source>nearest: %1</source>
            <translation>最近：%1</translation>
        </message>
        <message>
            <source>%1 · found</source>
            <translation>%1 · 已找到</translation>
        </message>
        <message>
            <source>activations</source>
            <translation>激活</translation>
        </message>
        <message>
            <source>r %1</source>
            <translation>r %1</translation>
        </message>
        <message>
            <source>exemplars</source>
            <translation>样例</translation>
        </message>
        <message>
            <source>overlap %1</source>
            <translation>重叠 %1</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::CompareHeading</name>
        <message>
            <source>%1 at the left, %2 at the right</source>
            <translation>左侧 %1，右侧 %2</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::CompareModel</name>
        <message>
            <source>r %1</source>
            <translation>r %1</translation>
        </message>
        <message>
            <source>overlap %1</source>
            <translation>重叠 %1</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%2 中的 %1</translation>
        </message>
        <message>
            <source>%1 of %2, %3</source>
            <translation>%2 中的 %1,%3</translation>
        </message>
        <message>
            <source>%1; matched with %2; %3</source>
            <translation>%1;匹配 %2;%3</translation>
        </message>
        <message>
            <source>%1; not matched, nearest is %2; %3</source>
            <translation>%1;未匹配，最近的是 %2;%3</translation>
        </message>
        <message>
            <source>%1; not matched</source>
            <translation>%1;未匹配</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ComparePage</name>
        <message>
            <source>Matched</source>
            <translation>已匹配</translation>
        </message>
        <message>
            <source>Only in %1</source>
            <translation>仅在 %1</translation>
        </message>
        <message>
            <source>Which units are found again?</source>
            <translation>哪些单元会再次出现？</translation>
        </message>
        <message>
            <source>Choose a project that another network made of the same images. Brera counts what an audit finds in both, layer by layer, and matches their units.</source>
            <translation>请选择另一网络对相同图像生成的项目。Brera 逐层统计审查在两者中找到的单元，并匹配它们的单元。</translation>
        </message>
        <message>
            <source>Choose a project…</source>
            <translation>选择项目…</translation>
        </message>
        <message>
            <source>Another file…</source>
            <translation>其他文件…</translation>
        </message>
        <message>
            <source>all units</source>
            <translation>所有单元</translation>
        </message>
        <message>
            <source>These projects cannot be compared</source>
            <translation>这些项目无法比较</translation>
        </message>
        <message>
            <source>layer</source>
            <translation>层</translation>
        </message>
        <message>
            <source>confirmed units</source>
            <translation>已确认的单元</translation>
        </message>
        <message>
            <source>units found</source>
            <translation>找到的单元</translation>
        </message>
        <message>
            <source>units</source>
            <translation>单元</translation>
        </message>
        <message>
            <source>The search was not understood and taken word by word.</source>
            <translation>无法理解搜索，已按逐词处理。</translation>
        </message>
        <message>
            <source>Confirmed units by layer</source>
            <translation>各层已确认的单元</translation>
        </message>
        <message>
            <source>Units found by layer</source>
            <translation>各层找到的单元</translation>
        </message>
        <message>
            <source>Units by layer</source>
            <translation>各层单元数</translation>
        </message>
        <message>
            <source>%1 · %2</source>
            <translation>%1 · %2</translation>
        </message>
        <message>
            <source>No such units here</source>
            <translation>此处没有这样的单元</translation>
        </message>
        <message>
            <source>Other units are hidden by what you filter for.</source>
            <translation>其他单元被筛选条件隐藏。</translation>
        </message>
        <message>
            <source>Show all</source>
            <translation>全部显示</translation>
        </message>
        <message>
            <source>Units cannot be matched</source>
            <translation>单元无法匹配</translation>
        </message>
        <message>
            <source>No units here</source>
            <translation>此处没有单元</translation>
        </message>
        <message>
            <source>A lower threshold matches more.</source>
            <translation>更低的阈值会匹配更多。</translation>
        </message>
        <message>
            <source>Every unit has its match.</source>
            <translation>每个单元都有匹配。</translation>
        </message>
        <message>
            <source>Confirmed only</source>
            <translation>仅已确认</translation>
        </message>
        <message>
            <source>Save figure…</source>
            <translation>保存图形…</translation>
        </message>
        <message>
            <source>Project to compare with</source>
            <translation>要比较的项目</translation>
        </message>
        <message>
            <source>Choose a project</source>
            <translation>选择项目</translation>
        </message>
        <message>
            <source>Units to count</source>
            <translation>要计数的单元</translation>
        </message>
        <message>
            <source>A search, or words of your own, as in the search field</source>
            <translation>一个搜索，或与搜索栏相同的自己的词</translation>
        </message>
        <message>
            <source>Count what you have confirmed instead of all that was found</source>
            <translation>统计您已确认的，而非找到的全部</translation>
        </message>
        <message>
            <source>As a picture, a drawing or a table</source>
            <translation>作为图片、矢量图或表格</translation>
        </message>
        <message>
            <source>Units by layer in both projects</source>
            <translation>两个项目各层的单元</translation>
        </message>
        <message>
            <source>Matched units, and those of one project alone</source>
            <translation>已匹配的单元，以及仅属一个项目的单元</translation>
        </message>
        <message>
            <source>Filter by words or layer</source>
            <translation>按词或层筛选</translation>
        </message>
        <message>
            <source>Filter units</source>
            <translation>筛选单元</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>顺序</translation>
        </message>
        <message>
            <source>by layer and unit</source>
            <translation>按层和单元</translation>
        </message>
        <message>
            <source>by description</source>
            <translation>按描述</translation>
        </message>
        <message>
            <source>What units are matched by</source>
            <translation>单元匹配的依据</translation>
        </message>
        <message>
            <source>matched by activations</source>
            <translation>按激活匹配</translation>
        </message>
        <message>
            <source>matched by exemplars</source>
            <translation>按范例匹配</translation>
        </message>
        <message>
            <source>Least likeness of matched units</source>
            <translation>匹配单元的最低相似度</translation>
        </message>
        <message>
            <source>Units of both projects</source>
            <translation>两个项目的单元</translation>
        </message>
        <message>
            <source>Compare with</source>
            <translation>与之比较</translation>
        </message>
        <message>
            <source>Compare the demo’s networks: plain and blurred faces</source>
            <translation>比较演示网络：普通版与人脸模糊版</translation>
        </message>
        <message>
            <source>units without a partner</source>
            <translation>无对应的单元</translation>
        </message>
        <message>
            <source>only in %1</source>
            <translation>仅在 %1</translation>
        </message>
        <message>
            <source>Units without a partner</source>
            <translation>无对应的单元</translation>
        </message>
        <message>
            <source>%1 of %2 units are only in %3, %4 of %5 only in %6.</source>
            <translation>%2 个单元中 %1 个仅在 %3,%5 个中 %4 个仅在 %6。</translation>
        </message>
        <message>
            <source>%1 in %2, %3 in %4.</source>
            <translation>%2 中 %1 个，%4 中 %3 个。</translation>
        </message>
        <message numerus="yes">
            <source>%Ln images are in both.</source>
            <translation>
                <numerusform>%Ln 张图像两边都有。</numerusform>
            </translation>
        </message>
        <message>
            <source>match at least %1</source>
            <translation>匹配度至少 %1</translation>
        </message>
        <message>
            <source>There are no such units in %1.</source>
            <translation>%1 中没有这样的单元。</translation>
        </message>
        <message>
            <source>Hide chart</source>
            <translation>隐藏图表</translation>
        </message>
        <message>
            <source>Show chart</source>
            <translation>显示图表</translation>
        </message>
        <message>
            <source>Count:</source>
            <translation>统计：</translation>
        </message>
        <message>
            <source>Units that are each other's most alike, and at least as alike as the slider says</source>
            <translation>互为最相似、且相似度不低于滑块值的单元</translation>
        </message>
        <message>
            <source>A unit has one partner at most: the most alike unit may be nearer to another one, so that a unit stays without a partner however alike the two are.</source>
            <translation>一个单元至多有一个对应：最相似的单元可能与别的单元更接近，因此无论两者多相似，它都可能没有对应。</translation>
        </message>
        <message>
            <source>most alike first</source>
            <translation>最相似在前</translation>
        </message>
        <message>
            <source>Two units match when each is the one most like the other, and at least this much</source>
            <translation>两个单元互为最相似且不低于此值时视为匹配</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::CurveFigure</name>
        <message>
            <source>%1 %2</source>
            <translation>%1 %2</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1:%2</translation>
        </message>
        <message>
            <source>%1 · %2</source>
            <translation>%1 · %2</translation>
        </message>
        <message>
            <source>%1 · all units %2</source>
            <translation>%1 · 所有单元 %2</translation>
        </message>
        <message>
            <source>%1 · %2 random orders</source>
            <translation>%1 · %2 个随机顺序</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::CurvePanel</name>
        <message>
            <source>Export…</source>
            <translation>导出…</translation>
        </message>
        <message>
            <source>All units as control</source>
            <translation>以所有单元为对照</translation>
        </message>
        <message>
            <source>Measure curve</source>
            <translation>测量曲线</translation>
        </message>
        <message>
            <source>Click a point to load its units into the tray</source>
            <translation>点击一个点以将其单元载入托盘</translation>
        </message>
        <message>
            <source>Curve</source>
            <translation>曲线</translation>
        </message>
        <message>
            <source>Curves that were measured</source>
            <translation>已测量的曲线</translation>
        </message>
        <message>
            <source>Forget this curve</source>
            <translation>删除此曲线</translation>
        </message>
        <message>
            <source>Write the figure as PNG or SVG, or its numbers as CSV</source>
            <translation>将图形写为 PNG 或 SVG，或将数值写为 CSV</translation>
        </message>
        <message>
            <source>Units of the curve</source>
            <translation>曲线的单元</translation>
        </message>
        <message>
            <source>Order of the curve</source>
            <translation>曲线的顺序</translation>
        </message>
        <message>
            <source>least important first, by loss</source>
            <translation>最不重要者在前，按损失</translation>
        </message>
        <message>
            <source>least important first, by accuracy</source>
            <translation>最不重要者在前，按准确率</translation>
        </message>
        <message>
            <source>in their own order</source>
            <translation>按自身顺序</translation>
        </message>
        <message>
            <source>Units a step</source>
            <translation>每步单元数</translation>
        </message>
        <message>
            <source>Random orders</source>
            <translation>随机顺序</translation>
        </message>
        <message>
            <source>Step</source>
            <translation>步长</translation>
        </message>
        <message>
            <source>Each of the random orders has other units; the grey line is their mean. Click one of the other lines.</source>
            <translation>每个随机顺序的单元各不相同；灰线是其均值。请点击其他线。</translation>
        </message>
        <message>
            <source>%1 of a curve</source>
            <translation>曲线的 %1</translation>
        </message>
        <message>
            <source>%1 (not finished)</source>
            <translation>%1(未完成)</translation>
        </message>
        <message>
            <source>%1 · %2</source>
            <translation>%1 · %2</translation>
        </message>
        <message>
            <source>Stop rule: %1</source>
            <translation>停止规则：%1</translation>
        </message>
        <message>
            <source>stop rule</source>
            <translation>停止规则</translation>
        </message>
        <message>
            <source>Export the curve</source>
            <translation>导出曲线</translation>
        </message>
        <message>
            <source>Experiment: text units</source>
            <translation>实验：文字单元</translation>
        </message>
        <message>
            <source>Units that are switched off one after the other</source>
            <translation>逐个关闭的单元</translation>
        </message>
        <message>
            <source>How many more units are off from one point of the curve to the next</source>
            <translation>曲线上相邻两点之间多关闭的单元数</translation>
        </message>
        <message>
            <source>How often the same units are also switched off in a random order. The grey line and its range show whether the chosen order matters.</source>
            <translation>同样的单元再按随机顺序关闭多少次。灰线及其范围显示所选顺序是否重要。</translation>
        </message>
        <message>
            <source>Also switches off units of the whole network in the chosen order, to show whether these units are special or any others would do.</source>
            <translation>同时按所选顺序关闭整个网络的单元，以显示这些单元是否特殊。</translation>
        </message>
        <message>
            <source>Units in the tray</source>
            <translation>托盘中的单元</translation>
        </message>
        <message>
            <source>All units</source>
            <translation>所有单元</translation>
        </message>
        <message>
            <source>All units of %1</source>
            <translation>%1 的所有单元</translation>
        </message>
        <message>
            <source>The tray is empty: switch units off, or choose all units of a layer.</source>
            <translation>托盘为空：请关闭单元，或选择某层的所有单元。</translation>
        </message>
        <message>
            <source>Searches “text OR word OR letter”, orders what it finds by how little the first set's loss rises without it, and switches one unit after the other off. The curve is drawn and kept; nothing is deleted.</source>
            <translation>搜索“text OR word OR letter”，按去掉后第一个数据集损失上升的多少排序，再逐个关闭。曲线会绘出并保存；不会删除任何内容。</translation>
        </message>
        <message>
            <source>Nothing measured yet</source>
            <translation>尚未测量</translation>
        </message>
        <message>
            <source>A curve shows how accuracy changes as units are switched off one after the other.</source>
            <translation>曲线显示逐个关闭单元时准确率的变化。</translation>
        </message>
        <message>
            <source>Switch units off in the gallery, or choose all units of a layer below, to see how accuracy changes without them.</source>
            <translation>在图库中关闭单元，或在下方选择某层的所有单元，查看准确率的变化。</translation>
        </message>
        <message>
            <source>Choose units in the gallery</source>
            <translation>在图库中选择单元</translation>
        </message>
        <message>
            <source>The most units off with which the accuracy on %1 still reaches that of the whole network (the paper's rule). A click loads them into the tray.</source>
            <translation>在 %1 上准确率仍不低于完整网络时可关闭的最多单元（论文的规则）。点击即装入托盘。</translation>
        </message>
        <message>
            <source>Most gained on %1: %2</source>
            <translation>%1 上提升最多：%2</translation>
        </message>
        <message>
            <source>The largest gain on %1 that costs %2 two points at most. A click loads these units into the tray.</source>
            <translation>在 %2 损失不超过两个百分点时，%1 的最大提升。点击即将这些单元装入托盘。</translation>
        </message>
        <message>
            <source>A curve's points appear here as they are measured.</source>
            <translation>曲线上的点会在测量时显示于此。</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::DescribeForm</name>
        <message>
            <source>encoder %1</source>
            <translation>编码器 %1</translation>
        </message>
        <message>
            <source>%1 words</source>
            <translation>%1 个词</translation>
        </message>
        <message>
            <source>learned from generated annotations</source>
            <translation>学自生成的标注</translation>
        </message>
        <message>
            <source>%1 of %2 units are described by this captioner already and stay so.</source>
            <translation>%2 个单元中 %1 个已由此描述器描述，保持不变。</translation>
        </message>
        <message>
            <source>This replaces the descriptions by %1.</source>
            <translation>这将替换 %1 的描述。</translation>
        </message>
        <message>
            <source>All %1 units are described by this captioner already. Another one, or another number of beams, would describe them again.</source>
            <translation>全部 %1 个单元已由此描述器描述。换用其他描述器或束宽会重新描述。</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::DescribePage</name>
        <message>
            <source>Captioner</source>
            <translation>描述器</translation>
        </message>
        <message>
            <source>Describe units</source>
            <translation>描述单元</translation>
        </message>
        <message>
            <source>Captioners (*.captioner);;All files (*)</source>
            <translation>描述器（*.captioner）;;所有文件（*）</translation>
        </message>
        <message>
            <source>A .captioner file</source>
            <translation>.captioner 文件</translation>
        </message>
        <message>
            <source>How descriptions are chosen</source>
            <translation>如何选择描述</translation>
        </message>
        <message>
            <source>Lambda: weight against common phrases</source>
            <translation>Lambda:对常见短语的抑制权重</translation>
        </message>
        <message>
            <source>Beams</source>
            <translation>束宽</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>设备</translation>
        </message>
        <message>
            <source>A captioner looks at each unit's exemplars inside their masks and says in a few words what they have in common.</source>
            <translation>描述器查看每个单元范例的掩膜内部，用几个词说出它们的共同点。</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Check every layer</source>
            <translation>勾选每一层</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>层</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>搜索</translation>
        </message>
        <message>
            <source>Another file…</source>
            <translation>其他文件…</translation>
        </message>
        <message>
            <source>What describes the units.</source>
            <translation>用来描述单元。</translation>
        </message>
        <message>
            <source>looking…</source>
            <translation>正在查看…</translation>
        </message>
        <message>
            <source>λ is part of the search and stays as it is.</source>
            <translation>λ 是搜索的一部分，保持不变。</translation>
        </message>
        <message>
            <source>Mode and λ can be changed afterwards.</source>
            <translation>模式和 λ 之后可以更改。</translation>
        </message>
        <message>
            <source>Describe again</source>
            <translation>重新描述</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::DescriptionPanel</name>
        <message>
            <source>Describe units…</source>
            <translation>描述单元…</translation>
        </message>
        <message>
            <source>Point at a word to see which exemplars it looked at</source>
            <translation>指向一个词以查看它关注的范例</translation>
        </message>
        <message>
            <source>learned from generated annotations</source>
            <translation>学自生成的标注</translation>
        </message>
        <message>
            <source>Not described yet; units are being described.</source>
            <translation>尚未描述；正在描述单元。</translation>
        </message>
        <message>
            <source>Not described yet.</source>
            <translation>尚未描述。</translation>
        </message>
        <message>
            <source>wpmi %1</source>
            <translation>wpmi %1</translation>
        </message>
        <message>
            <source>by %1</source>
            <translation>由 %1</translation>
        </message>
        <message>
            <source>best %1</source>
            <translation>最大 %1</translation>
        </message>
        <message>
            <source>best: the unit's highest activation on all images.</source>
            <translation>最大：该单元在所有图像上的最高激活。</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::DescriptionText</name>
        <message>
            <source>log p(d|E): how well the words fit the regions in the exemplars. Nearer to 0 fits better.</source>
            <translation>log p(d|E):词语与样例区域的相符程度，越接近 0 越相符。</translation>
        </message>
        <message>
            <source>log p(d): how common the words are at all, whatever the pictures. Nearer to 0 is more common.</source>
            <translation>log p(d):不看图片时词语的常见程度，越接近 0 越常见。</translation>
        </message>
        <message>
            <source>wpmi = log p(d|E) − λ · log p(d): how well the words fit, less how common they are. Higher is better.</source>
            <translation>wpmi = log p(d|E) − λ · log p(d):相符程度减去常见程度，越高越好。</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::DescriptionView</name>
        <message>
            <source>Descriptions learned from generated annotations</source>
            <translation>学自生成标注的描述</translation>
        </message>
        <message>
            <source>&lt;p&gt;The captioner that wrote these descriptions was trained on sentences made by a program from what is known to be in drawn pictures, not on people's words. Its vocabulary is small.&lt;/p&gt;</source>
            <translation>&lt;p&gt;写出这些描述的描述器是用程序根据绘制图片中已知内容生成的句子训练的，而不是人的话语。其词汇量很小。&lt;/p&gt;</translation>
        </message>
        <message>
            <source>Greedy</source>
            <translation>贪心</translation>
        </message>
        <message>
            <source>Likeliest beam</source>
            <translation>最可能的束</translation>
        </message>
        <message>
            <source>Re-ranked by wpmi</source>
            <translation>按 wpmi 重排</translation>
        </message>
        <message>
            <source>Searched by pmi</source>
            <translation>按 pmi 搜索</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ExemplarDelegate</name>
        <message>
            <source>not readable</source>
            <translation>无法读取</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ExemplarModel</name>
        <message>
            <source>%1 of %2 · activation %3</source>
            <translation>%2 中的 %1 · 激活 %3</translation>
        </message>
        <message>
            <source>class %1</source>
            <translation>类别 %1</translation>
        </message>
        <message>
            <source>folder %1</source>
            <translation>文件夹 %1</translation>
        </message>
        <message>
            <source>attention %1; %2</source>
            <translation>注意力 %1;%2</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ExemplarPage</name>
        <message>
            <source>Back to the grid (Esc)</source>
            <translation>返回网格（Esc）</translation>
        </message>
        <message>
            <source>Previous exemplar</source>
            <translation>上一个范例</translation>
        </message>
        <message>
            <source>Previous exemplar (Left)</source>
            <translation>上一个范例（左键）</translation>
        </message>
        <message>
            <source>Next exemplar</source>
            <translation>下一个范例</translation>
        </message>
        <message>
            <source>Next exemplar (Right)</source>
            <translation>下一个范例（右键）</translation>
        </message>
        <message>
            <source>What the network takes this picture for, and which units answer (P)</source>
            <translation>网络把这张图片看作什么，以及哪些单元响应（P）</translation>
        </message>
        <message>
            <source>class %1</source>
            <translation>类别 %1</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
        <message>
            <source>Probe this picture</source>
            <translation>探查此图片</translation>
        </message>
        <message>
            <source>exemplar %1 of %2 · activation %3</source>
            <translation>样例 %1 / %2 · 激活 %3</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ExtractionPage</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
        <message>
            <source>stopping, keeping what is done…</source>
            <translation>正在停止，保留已完成的部分…</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>已停止</translation>
        </message>
        <message>
            <source>What was done is kept. The work goes on from there.</source>
            <translation>已完成的部分已保留。工作从那里继续。</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>This did not work</source>
            <translation>未成功</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::FormPage</name>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>设备</translation>
        </message>
        <message>
            <source>Automatic: the GPU where there is one</source>
            <translation>自动：有 GPU 时使用 GPU</translation>
        </message>
        <message>
            <source>Processor</source>
            <translation>处理器</translation>
        </message>
        <message>
            <source>GPU (CUDA)</source>
            <translation>GPU (CUDA)</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::GalleryPage</name>
        <message>
            <source>Layers</source>
            <translation>层</translation>
        </message>
        <message>
            <source>Searches</source>
            <translation>搜索</translation>
        </message>
        <message>
            <source>Order of the units</source>
            <translation>单元的顺序</translation>
        </message>
        <message>
            <source>sorted by number</source>
            <translation>按编号排序</translation>
        </message>
        <message>
            <source>sorted by activation</source>
            <translation>按激活排序</translation>
        </message>
        <message>
            <source>sorted by description</source>
            <translation>按描述排序</translation>
        </message>
        <message>
            <source>sorted by wpmi</source>
            <translation>按 wpmi 排序</translation>
        </message>
        <message>
            <source>sorted by importance</source>
            <translation>按重要性排序</translation>
        </message>
        <message>
            <source>Size of the cards</source>
            <translation>卡片大小</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>单元</translation>
        </message>
        <message>
            <source>These units have no descriptions yet.</source>
            <translation>这些单元还没有描述。</translation>
        </message>
        <message>
            <source>Describe units…</source>
            <translation>描述单元…</translation>
        </message>
        <message>
            <source>%1 units</source>
            <translation>%1 个单元</translation>
        </message>
        <message>
            <source>Remove this search and its verdicts</source>
            <translation>删除此搜索及其裁定</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>单元</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::HitModel</name>
        <message>
            <source>confirmed</source>
            <translation>已确认</translation>
        </message>
        <message>
            <source>rejected</source>
            <translation>已否定</translation>
        </message>
        <message>
            <source>unsure</source>
            <translation>不确定</translation>
        </message>
        <message>
            <source>%1; %2</source>
            <translation>%1;%2</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::Inspector</name>
        <message>
            <source>Heat map</source>
            <translation>热图</translation>
        </message>
        <message>
            <source>No unit chosen</source>
            <translation>未选择单元</translation>
        </message>
        <message>
            <source>Choose a unit in the grid to see its exemplars large and to move its threshold.</source>
            <translation>在网格中选择一个单元，以放大查看其范例并移动其阈值。</translation>
        </message>
        <message>
            <source>Exemplars</source>
            <translation>范例</translation>
        </message>
        <message>
            <source>Why this description</source>
            <translation>为何如此描述</translation>
        </message>
        <message>
            <source>Threshold</source>
            <translation>阈值</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>笔记</translation>
        </message>
        <message>
            <source>Classes</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Notes •</source>
            <translation>笔记 •</translation>
        </message>
        <message>
            <source>Mask</source>
            <translation>掩膜</translation>
        </message>
        <message>
            <source>Mask opacity</source>
            <translation>掩膜不透明度</translation>
        </message>
        <message>
            <source>How strongly what lies outside the mask is dimmed</source>
            <translation>掩膜之外变暗的程度</translation>
        </message>
        <message>
            <source>Colours by activation instead of the mask</source>
            <translation>以激活着色代替掩膜</translation>
        </message>
        <message>
            <source>mean %1 · lowest %2 · highest %3</source>
            <translation>均值 %1 · 最低 %2 · 最高 %3</translation>
        </message>
        <message>
            <source>%1 activations</source>
            <translation>%1 个激活值</translation>
        </message>
        <message>
            <source>threshold within %L1 in rank</source>
            <translation>阈值秩误差在 %L1 以内</translation>
        </message>
        <message>
            <source>threshold exact</source>
            <translation>阈值精确</translation>
        </message>
        <message>
            <source>%1 activations are not numbers and count as lowest</source>
            <translation>%1 个激活值不是数，按最低计</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>缘由</translation>
        </message>
        <message>
            <source>The classes that this unit raises and lowers</source>
            <translation>此单元提升和降低的类别</translation>
        </message>
        <message>
            <source>Only units of the last layer act on the classes directly</source>
            <translation>只有最后一层的单元直接作用于类别</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::JobBar</name>
        <message>
            <source>%1 of %2</source>
            <translation>%2 中的 %1</translation>
        </message>
        <message>
            <source>%1/s</source>
            <translation>%1/s</translation>
        </message>
        <message>
            <source>%1 left</source>
            <translation>剩余 %1</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
        <message>
            <source>Stop; what is done so far is kept</source>
            <translation>停止；保留目前已完成的部分</translation>
        </message>
        <message>
            <source>stopping, keeping what is done…</source>
            <translation>正在停止，保留已完成的部分…</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::JobController</name>
        <message>
            <source>An unknown error ended the work.</source>
            <translation>未知错误中止了工作。</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::LayerChooser</name>
        <message>
            <source>Suggested</source>
            <translation>建议</translation>
        </message>
        <message>
            <source>Filter modules…</source>
            <translation>筛选模块…</translation>
        </message>
        <message>
            <source>Filter modules</source>
            <translation>筛选模块</translation>
        </message>
        <message>
            <source>Check the layers people look at first</source>
            <translation>勾选人们首先查看的层</translation>
        </message>
        <message>
            <source>None</source>
            <translation>无</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>层</translation>
        </message>
        <message>
            <source>No module is called so</source>
            <translation>没有此名称的模块</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::LayerModel</name>
        <message numerus="yes">
            <source>%n unit(s), maps of %1 × %2</source>
            <translation>
                <numerusform>%n 个单元，特征图 %1 × %2</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ModuleModel</name>
        <message>
            <source>Its output is neither maps nor a vector, so it has no units to look at.</source>
            <translation>其输出既非特征图也非向量，因此没有可看的单元。</translation>
        </message>
        <message>
            <source>Module</source>
            <translation>模块</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>输出</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>单元</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::NewProjectForm</name>
        <message>
            <source>The network does not run on %1; it runs on %2. Choose another preprocessing.</source>
            <translation>网络无法在 %1 上运行；它在 %2 上运行。请选择其他预处理。</translation>
        </message>
        <message>
            <source>input %1</source>
            <translation>输入 %1</translation>
        </message>
        <message>
            <source>%1 outputs</source>
            <translation>%1 个输出</translation>
        </message>
        <message>
            <source>%1 images</source>
            <translation>%1 张图像</translation>
        </message>
        <message>
            <source>%1 images in %2 folders</source>
            <translation>%2 个文件夹中的 %1 张图像</translation>
        </message>
        <message>
            <source>The list has %1 names, the network %2 outputs. One name a line, in the order of the outputs.</source>
            <translation>列表有 %1 个名称，网络有 %2 个输出。每行一个名称，按输出顺序。</translation>
        </message>
        <message>
            <source>The images have no labels, so none are checked.</source>
            <translation>图像没有标签，因此不作检查。</translation>
        </message>
        <message>
            <source>The %1 folders are taken as the outputs, in order.</source>
            <translation>将 %1 个文件夹按顺序视为输出。</translation>
        </message>
        <message>
            <source>Without a list the folders name no outputs; images go without labels.</source>
            <translation>没有列表，文件夹不对应输出；图像没有标签。</translation>
        </message>
        <message>
            <source>All %1 folders match a class.</source>
            <translation>全部 %1 个文件夹都匹配类别。</translation>
        </message>
        <message>
            <source>%1 of %2 folders match no class: %3</source>
            <translation>%2 个文件夹中 %1 个不匹配任何类别：%3</translation>
        </message>
        <message>
            <source>A deviation must be larger than 0.</source>
            <translation>标准差必须大于 0。</translation>
        </message>
        <message>
            <source>Crop needs both sides, or neither.</source>
            <translation>裁剪需要两边，或都不要。</translation>
        </message>
        <message>
            <source>Sides are at most %1 pixels.</source>
            <translation>边长至多 %1 像素。</translation>
        </message>
        <message>
            <source>The crop is larger than the resized picture; its border will be black.</source>
            <translation>裁剪大于缩放后的图片；边缘将为黑色。</translation>
        </message>
        <message>
            <source>All images must have one size.</source>
            <translation>所有图像必须大小一致。</translation>
        </message>
        <message>
            <source>Check at least one module.</source>
            <translation>请至少勾选一个模块。</translation>
        </message>
        <message>
            <source>%1 layers with %2 units</source>
            <translation>%1 层，共 %2 个单元</translation>
        </message>
        <message>
            <source>Where the results are kept.</source>
            <translation>结果保存的位置。</translation>
        </message>
        <message>
            <source>This is a folder; give the file a name too.</source>
            <translation>这是文件夹；请再给出文件名。</translation>
        </message>
        <message>
            <source>The name must end in .brera.</source>
            <translation>名称必须以 .brera 结尾。</translation>
        </message>
        <message>
            <source>This project exists. Open it, or choose another name.</source>
            <translation>此项目已存在。请打开它，或另选名称。</translation>
        </message>
        <message>
            <source>You may not write in %1. Choose another folder.</source>
            <translation>您无权写入 %1。请选择其他文件夹。</translation>
        </message>
        <message>
            <source>The folder will be made.</source>
            <translation>将创建该文件夹。</translation>
        </message>
        <message>
            <source>%1 on %2</source>
            <translation>%2 上的 %1</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::NewProjectPage</name>
        <message>
            <source>Network</source>
            <translation>网络</translation>
        </message>
        <message>
            <source>I know this file and trust it</source>
            <translation>我了解并信任此文件</translation>
        </message>
        <message>
            <source>Images</source>
            <translation>图像</translation>
        </message>
        <message>
            <source>Class list</source>
            <translation>类别列表</translation>
        </message>
        <message>
            <source>Project file</source>
            <translation>项目文件</translation>
        </message>
        <message>
            <source>Find the exemplars</source>
            <translation>寻找范例</translation>
        </message>
        <message>
            <source>Networks (*.pt *.pth *.ts *.torchscript);;All files (*)</source>
            <translation>网络（*.pt *.pth *.ts *.torchscript）;;所有文件（*）</translation>
        </message>
        <message>
            <source>TorchScript (.pt) or a torchvision state_dict (.pth)</source>
            <translation>TorchScript (.pt) 或 torchvision 的 state_dict (.pth)</translation>
        </message>
        <message>
            <source>A folder of images, or of folders by class; or a .csv</source>
            <translation>图像文件夹，或按类别分的文件夹；或 .csv</translation>
        </message>
        <message>
            <source>Optional: the outputs' names, one a line</source>
            <translation>可选：输出名称，每行一个</translation>
        </message>
        <message>
            <source>Brera projects (*.brera)</source>
            <translation>Brera 项目（*.brera）</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>设备</translation>
        </message>
        <message>
            <source>New project</source>
            <translation>新建项目</translation>
        </message>
        <message>
            <source>Preprocessing</source>
            <translation>预处理</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>层</translation>
        </message>
        <message>
            <source>More options</source>
            <translation>更多选项</translation>
        </message>
        <message>
            <source>Exemplars</source>
            <translation>范例</translation>
        </message>
        <message>
            <source>images kept for each unit</source>
            <translation>每个单元保留的图像数</translation>
        </message>
        <message>
            <source>Quantile</source>
            <translation>分位数</translation>
        </message>
        <message>
            <source>of all activations: where masks begin</source>
            <translation>所有激活值的分位：掩膜由此开始</translation>
        </message>
        <message>
            <source>Batch</source>
            <translation>批量</translation>
        </message>
        <message>
            <source>images a forward pass</source>
            <translation>每次前向的图像数</translation>
        </message>
        <message>
            <source>looking…</source>
            <translation>正在查看…</translation>
        </message>
        <message>
            <source>%1 · %2</source>
            <translation>%1 · %2</translation>
        </message>
        <message>
            <source>Choose a network first; its modules appear here.</source>
            <translation>请先选择网络；其模块将显示在此。</translation>
        </message>
        <message>
            <source>Looking at the network…</source>
            <translation>正在查看网络…</translation>
        </message>
        <message>
            <source>This file has no modules to show.</source>
            <translation>此文件没有可显示的模块。</translation>
        </message>
        <message>
            <source>Choose a network and images to go on</source>
            <translation>请选择网络和图像以继续</translation>
        </message>
        <message>
            <source>Choose a network to go on</source>
            <translation>请选择网络以继续</translation>
        </message>
        <message>
            <source>Choose images to go on</source>
            <translation>请选择图像以继续</translation>
        </message>
        <message>
            <source>Mend what is marked ✕ to go on</source>
            <translation>请修正标有 ✕ 的项以继续</translation>
        </message>
        <message>
            <source>The files are being looked at</source>
            <translation>正在检查文件</translation>
        </message>
        <message>
            <source>Name a project file to go on</source>
            <translation>请指定项目文件以继续</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::NotesPanel</name>
        <message>
            <source>Tags</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>笔记</translation>
        </message>
        <message>
            <source>Tags, separated by commas</source>
            <translation>标签，以逗号分隔</translation>
        </message>
        <message>
            <source>Notes about this unit</source>
            <translation>关于此单元的笔记</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::OutputWeightsPanel</name>
        <message>
            <source>Raises</source>
            <translation>提高</translation>
        </message>
        <message>
            <source>Lowers</source>
            <translation>降低</translation>
        </message>
        <message>
            <source>The network is being asked…</source>
            <translation>正在询问网络…</translation>
        </message>
        <message>
            <source>Output weights: logit for each unit of activation</source>
            <translation>输出权重：每单位激活的 logit</translation>
        </message>
        <message>
            <source>Gradient of the logits, on average over the unit's best exemplars</source>
            <translation>logit 的梯度，在该单元最佳范例上取平均</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::OwnWordsEdit</name>
        <message>
            <source>Your own description</source>
            <translation>您自己的描述</translation>
        </message>
        <message>
            <source>Your own description goes before the machine's. Enter keeps it, Esc brings back the last one, clearing it takes it away.</source>
            <translation>您的描述优先于机器的描述。回车保存，Esc 恢复上一个，清空则删除。</translation>
        </message>
        <message>
            <source>Keep these words (Enter)</source>
            <translation>保存这些词（回车）</translation>
        </message>
        <message>
            <source>Your own words, then Enter</source>
            <translation>自写描述，按回车保存</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::PairModel</name>
        <message>
            <source>%1
pasted onto %2
kept on %3</source>
            <translation>%1
粘贴到 %2
保存于 %3</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::PastePanel</name>
        <message>
            <source>Kept pairs</source>
            <translation>保存的配对</translation>
        </message>
        <message>
            <source>Picture to cut from</source>
            <translation>用于剪取的图片</translation>
        </message>
        <message>
            <source>Draw a rectangle, then drag it onto the other picture</source>
            <translation>画一个矩形，然后拖到另一张图片上</translation>
        </message>
        <message>
            <source>Cut only what the chosen unit answers to</source>
            <translation>仅剪取所选单元响应的部分</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>Choose the picture to cut from</source>
            <translation>选择要剪取的图片</translation>
        </message>
        <message>
            <source>Cut from</source>
            <translation>剪取自</translation>
        </message>
        <message>
            <source>Drop the picture to cut from here, or choose it.</source>
            <translation>将要剪取的图片拖到此处，或选择它。</translation>
        </message>
        <message>
            <source>Cut from %1</source>
            <translation>剪取自 %1</translation>
        </message>
        <message>
            <source>Only where a unit answers</source>
            <translation>仅单元响应之处</translation>
        </message>
        <message>
            <source>Only where %1 answers</source>
            <translation>仅 %1 响应之处</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Rename	F2</source>
            <translation>重命名	F2</translation>
        </message>
        <message>
            <source>Delete	Del</source>
            <translation>删除	Del</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::PathField</name>
        <message>
            <source>Choose folder…</source>
            <translation>选择文件夹…</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>Choose: %1</source>
            <translation>选择：%1</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::PredictionModel</name>
        <message>
            <source>%1: %2</source>
            <translation>%1:%2</translation>
        </message>
        <message>
            <source>%1: %2 before, %3 now</source>
            <translation>%1:之前 %2，现在 %3</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::PreprocessingEditor</name>
        <message>
            <source>Preprocessing</source>
            <translation>预处理</translation>
        </message>
        <message>
            <source>Custom</source>
            <translation>自定义</translation>
        </message>
        <message>
            <source>as it is</source>
            <translation>保持原样</translation>
        </message>
        <message>
            <source>Shorter side</source>
            <translation>短边</translation>
        </message>
        <message>
            <source>Crop height</source>
            <translation>裁剪高度</translation>
        </message>
        <message>
            <source>Crop width</source>
            <translation>裁剪宽度</translation>
        </message>
        <message>
            <source>Crop (height, width)</source>
            <translation>裁剪（高、宽）</translation>
        </message>
        <message>
            <source>Mean (red, green, blue)</source>
            <translation>均值（红、绿、蓝）</translation>
        </message>
        <message>
            <source>Deviation</source>
            <translation>标准差</translation>
        </message>
        <message>
            <source>red</source>
            <translation>红</translation>
        </message>
        <message>
            <source>green</source>
            <translation>绿</translation>
        </message>
        <message>
            <source>blue</source>
            <translation>蓝</translation>
        </message>
        <message>
            <source>Mean, %1</source>
            <translation>均值，%1</translation>
        </message>
        <message>
            <source>Deviation, %1</source>
            <translation>标准差，%1</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ProbePage</name>
        <message>
            <source>Probe a picture</source>
            <translation>探测图片</translation>
        </message>
        <message>
            <source>Choose a picture…</source>
            <translation>选择图片…</translation>
        </message>
        <message>
            <source>Looking at %1…</source>
            <translation>正在查看 %1…</translation>
        </message>
        <message>
            <source>The network is opened for the first picture; later ones are quicker.</source>
            <translation>首张图片需打开网络；之后会更快。</translation>
        </message>
        <message>
            <source>This picture cannot be probed</source>
            <translation>无法探测此图片</translation>
        </message>
        <message>
            <source>Choose another…</source>
            <translation>另选一张…</translation>
        </message>
        <message>
            <source>Keeps both pictures, the place and the predictions in the project</source>
            <translation>将两张图片、位置和预测保存到项目</translation>
        </message>
        <message>
            <source>Pairs cannot be kept: %1</source>
            <translation>无法保存配对：%1</translation>
        </message>
        <message>
            <source>Cut and paste</source>
            <translation>剪切与粘贴</translation>
        </message>
        <message>
            <source>Heat map</source>
            <translation>热图</translation>
        </message>
        <message>
            <source>Keep pair</source>
            <translation>保存配对</translation>
        </message>
        <message>
            <source>Take away</source>
            <translation>移走</translation>
        </message>
        <message>
            <source>Paste a part of another picture onto this one and watch the prediction</source>
            <translation>将另一张图片的一部分粘贴到这张上并观察预测</translation>
        </message>
        <message>
            <source>Colours by the unit's activation instead of its mask</source>
            <translation>以单元激活着色代替掩膜</translation>
        </message>
        <message>
            <source>Strength of the heat map or mask</source>
            <translation>热图或掩膜的强度</translation>
        </message>
        <message>
            <source>Strength of the heat map or mask; none shows the bare picture</source>
            <translation>热图或掩膜的强度；为零时显示原图</translation>
        </message>
        <message>
            <source>Takes the pasted piece away (Delete)</source>
            <translation>移走粘贴的部分（Delete）</translation>
        </message>
        <message>
            <source>%1 on %2</source>
            <translation>%2 上的 %1</translation>
        </message>
        <message>
            <source>Drop an image on the window, paste one (Ctrl+V) or choose a file. Brera shows what the network takes it for and which units answer.</source>
            <translation>把图像拖到窗口、粘贴（Ctrl+V）或选择文件。Brera 会显示网络的判断以及哪些单元有响应。</translation>
        </message>
        <message>
            <source>Use an example</source>
            <translation>使用示例</translation>
        </message>
        <message>
            <source>class %1 · %2</source>
            <translation>类别 %1 · %2</translation>
        </message>
        <message>
            <source>Paste onto %1</source>
            <translation>粘贴到 %1</translation>
        </message>
        <message>
            <source>Strength</source>
            <translation>强度</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ProbeSide</name>
        <message>
            <source>Switch all on</source>
            <translation>全部开启</translation>
        </message>
        <message>
            <source>Predictions</source>
            <translation>预测</translation>
        </message>
        <message>
            <source>Units that answer</source>
            <translation>有响应的单元</translation>
        </message>
        <message>
            <source>Prediction</source>
            <translation>预测</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>单元</translation>
        </message>
        <message>
            <source>Which units come first</source>
            <translation>哪些单元排在前面</translation>
        </message>
        <message>
            <source>that fire most</source>
            <translation>响应最强的</translation>
        </message>
        <message>
            <source>that carried</source>
            <translation>支持预测的</translation>
        </message>
        <message>
            <source>that spoke against</source>
            <translation>反对预测的</translation>
        </message>
        <message>
            <source>By their place among their own maxima over the project's images</source>
            <translation>按其在项目图像上自身最大值中的位次</translation>
        </message>
        <message>
            <source>By activation × gradient of the class, summed over the picture</source>
            <translation>按类别的激活 × 梯度在整幅图上求和</translation>
        </message>
        <message>
            <source>The same, most negative first</source>
            <translation>同上，最负的在前</translation>
        </message>
        <message>
            <source>Class that units carried or spoke against</source>
            <translation>单元支持或反对的类别</translation>
        </message>
        <message>
            <source>⊘ switches a unit off</source>
            <translation>⊘ 关闭单元</translation>
        </message>
        <message>
            <source>Or the space bar, on the unit that is looked at</source>
            <translation>或对当前单元按空格键</translation>
        </message>
        <message>
            <source>What takes the place of a unit that is switched off</source>
            <translation>被关闭单元的替代值</translation>
        </message>
        <message>
            <source>What takes the place of a unit that is switched off: zero, as in the paper, or its mean over the project's images</source>
            <translation>被关闭单元的替代值：零（如论文）或其在项目图像上的均值</translation>
        </message>
        <message>
            <source>to zero</source>
            <translation>置零</translation>
        </message>
        <message>
            <source>to mean</source>
            <translation>取均值</translation>
        </message>
        <message>
            <source>Contribution to %1: activation × gradient</source>
            <translation>对 %1 的贡献：激活 × 梯度</translation>
        </message>
        <message>
            <source>Contribution to %1</source>
            <translation>对 %1 的贡献</translation>
        </message>
        <message>
            <source>With the piece on it. %1</source>
            <translation>含粘贴内容。%1</translation>
        </message>
        <message>
            <source>From before the piece was moved, until you let go</source>
            <translation>松手前仍为移动前的结果</translation>
        </message>
        <message numerus="yes">
            <source>%n switched off</source>
            <translation>
                <numerusform>已关闭 %n 个</numerusform>
            </translation>
        </message>
        <message>
            <source>Show fewer</source>
            <translation>显示较少</translation>
        </message>
        <message>
            <source>Show all</source>
            <translation>显示全部</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::RecentDelegate</name>
        <message>
            <source>missing</source>
            <translation>缺失</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::RecentModel</name>
        <message>
            <source>%1
The file is not there any more.</source>
            <translation>%1
文件已不存在。</translation>
        </message>
        <message>
            <source>missing, %1</source>
            <translation>缺失，%1</translation>
        </message>
        <message>
            <source>opened today</source>
            <translation>今天打开</translation>
        </message>
        <message>
            <source>opened yesterday</source>
            <translation>昨天打开</translation>
        </message>
        <message>
            <source>opened %1</source>
            <translation>打开于 %1</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ResponseDelegate</name>
        <message>
            <source>stronger than on %1 of images</source>
            <translation>强于 %1 的图像</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ResponseModel</name>
        <message>
            <source>%1 · activation %2</source>
            <translation>%1 · 激活 %2</translation>
        </message>
        <message>
            <source>Gave the class %1 (activation × gradient)</source>
            <translation>给该类别贡献 %1(激活 × 梯度)</translation>
        </message>
        <message>
            <source>Stronger than on %1 of the project's images</source>
            <translation>强于项目中 %1 的图像</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::SearchListModel</name>
        <message>
            <source>%1
%2 of %3 units decided, %4 confirmed</source>
            <translation>%1
%3 个单元中已裁定 %2 个，确认 %4 个</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::SearchView</name>
        <message>
            <source>Save search…</source>
            <translation>保存搜索…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>layer</source>
            <translation>层</translation>
        </message>
        <message>
            <source>units found</source>
            <translation>找到的单元</translation>
        </message>
        <message>
            <source>Units found</source>
            <translation>找到的单元</translation>
        </message>
        <message>
            <source>Order of the units found</source>
            <translation>找到单元的顺序</translation>
        </message>
        <message>
            <source>sorted by match</source>
            <translation>按匹配排序</translation>
        </message>
        <message>
            <source>sorted by activation</source>
            <translation>按激活排序</translation>
        </message>
        <message>
            <source>sorted by wpmi</source>
            <translation>按 wpmi 排序</translation>
        </message>
        <message>
            <source>sorted by importance</source>
            <translation>按重要性排序</translation>
        </message>
        <message>
            <source>sorted by layer</source>
            <translation>按层排序</translation>
        </message>
        <message>
            <source>Keep this search, and verdicts on what it finds, under a name</source>
            <translation>以名称保存此搜索及其结果的裁定</translation>
        </message>
        <message>
            <source>Back to the layers (Esc)</source>
            <translation>返回各层（Esc）</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>没有找到</translation>
        </message>
        <message>
            <source>No description, tag or note says this. Try another word, part of one (anim*), or all words of a kind (~animal).</source>
            <translation>没有描述、标签或笔记提到它。请试别的词、词的一部分（anim*），或某类的所有词（~animal）。</translation>
        </message>
        <message>
            <source>%1 units</source>
            <translation>%1 个单元</translation>
        </message>
        <message>
            <source>the best %1 of %2 units</source>
            <translation>%2 个单元中最佳的 %1 个</translation>
        </message>
        <message>
            <source>1 unit</source>
            <translation>1 个单元</translation>
        </message>
        <message>
            <source>%1 in %2</source>
            <comment>so many units</comment>
            <translation>%2 中 %1</translation>
        </message>
        <message>
            <source>taken word by word</source>
            <translation>按逐词处理</translation>
        </message>
        <message>
            <source>found</source>
            <translation>找到</translation>
        </message>
        <message>
            <source>confirmed</source>
            <translation>已确认</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::SetFigures</name>
        <message>
            <source>cannot be measured</source>
            <translation>无法测量</translation>
        </message>
        <message>
            <source>%1: %2 of %3 images right, top 5 %4, loss %5</source>
            <translation>%1:%3 张图像中 %2 张正确，前 5 为 %4，损失 %5</translation>
        </message>
        <message>
            <source>Whole network</source>
            <translation>完整网络</translation>
        </message>
        <message>
            <source>Without the units</source>
            <translation>去掉这些单元</translation>
        </message>
        <message>
            <source>An estimate from the images so far</source>
            <translation>根据目前图像的估计</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::SetsPanel</name>
        <message>
            <source>Take this set away</source>
            <translation>移走此评估集</translation>
        </message>
        <message>
            <source>Add folder…</source>
            <translation>添加文件夹…</translation>
        </message>
        <message>
            <source>Add CSV…</source>
            <translation>添加 CSV…</translation>
        </message>
        <message>
            <source>Evaluation sets</source>
            <translation>评估集</translation>
        </message>
        <message>
            <source>Images in folders that bear the names of classes</source>
            <translation>以类别命名的文件夹中的图像</translation>
        </message>
        <message>
            <source>A file of lines: path of an image, its class</source>
            <translation>逐行文件：图像路径，其类别</translation>
        </message>
        <message>
            <source>not opened yet</source>
            <translation>尚未打开</translation>
        </message>
        <message>
            <source>Folder of labelled images</source>
            <translation>有标签图像的文件夹</translation>
        </message>
        <message>
            <source>List of labelled images</source>
            <translation>有标签图像的列表</translation>
        </message>
        <message>
            <source>Lists (*.csv);;All files (*)</source>
            <translation>列表（*.csv）;;所有文件（*）</translation>
        </message>
        <message>
            <source>%1 · %2</source>
            <translation>%1 · %2</translation>
        </message>
        <message numerus="yes">
            <source>%Ln images</source>
            <translation>
                <numerusform>%Ln 张图像</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::StartPage</name>
        <message>
            <source>A gallery for the neurons of vision networks</source>
            <translation>视觉网络神经元画廊</translation>
        </message>
        <message>
            <source>Open the demo</source>
            <translation>打开演示</translation>
        </message>
        <message>
            <source>A small network and drawn images, made on this computer</source>
            <translation>在本机生成的小型网络和绘制图像</translation>
        </message>
        <message>
            <source>New project…</source>
            <translation>新建项目…</translation>
        </message>
        <message>
            <source>From a network and a folder of images (Ctrl+N)</source>
            <translation>由网络和图像文件夹生成（Ctrl+N）</translation>
        </message>
        <message>
            <source>Open project…</source>
            <translation>打开项目…</translation>
        </message>
        <message>
            <source>A .brera file (Ctrl+O)</source>
            <translation>.brera 文件（Ctrl+O）</translation>
        </message>
        <message>
            <source>Recent projects</source>
            <translation>最近的项目</translation>
        </message>
        <message>
            <source>Remove from this list</source>
            <translation>从此列表移除</translation>
        </message>
        <message>
            <source>Drop a .brera project here</source>
            <translation>把 .brera 项目拖到此处</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::ThresholdPanel</name>
        <message>
            <source>Reset</source>
            <translation>重置</translation>
        </message>
        <message>
            <source>Threshold</source>
            <translation>阈值</translation>
        </message>
        <message>
            <source>What lies above is inside the mask</source>
            <translation>高于此值者在掩膜内</translation>
        </message>
        <message>
            <source>Back to the project's threshold</source>
            <translation>恢复项目的阈值</translation>
        </message>
        <message>
            <source>quantile %L1</source>
            <translation>分位数 %L1</translation>
        </message>
        <message>
            <source>%L1% above</source>
            <translation>%L1% 在上</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::TrayModel</name>
        <message>
            <source>%1 is switched off. Enter shows it, Delete switches it on again.</source>
            <translation>%1 已关闭。回车显示它，Delete 重新打开。</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::UnitModel</name>
        <message>
            <source>highest activation %1</source>
            <translation>最高激活 %1</translation>
        </message>
        <message>
            <source>%1; %2</source>
            <translation>%1;%2</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::WeightModel</name>
        <message>
            <source>%1: %2</source>
            <translation>%1:%2</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::WhyPanel</name>
        <message>
            <source>Best descriptions</source>
            <translation>最佳描述</translation>
        </message>
        <message>
            <source>How descriptions are chosen</source>
            <translation>如何选择描述</translation>
        </message>
        <message>
            <source>How all units' descriptions are chosen from what the search has found</source>
            <translation>如何从搜索结果中选择所有单元的描述</translation>
        </message>
        <message>
            <source>Lambda: weight against common phrases</source>
            <translation>Lambda:对常见短语的抑制权重</translation>
        </message>
        <message>
            <source>The choice is not kept: %1</source>
            <translation>选择不会保存：%1</translation>
        </message>
        <message>
            <source>Only the best</source>
            <translation>仅最佳</translation>
        </message>
        <message>
            <source>All %1</source>
            <translation>全部 %1</translation>
        </message>
        <message>
            <source>The likeliest word each time, without a search</source>
            <translation>每次取最可能的词，不搜索</translation>
        </message>
        <message>
            <source>The likeliest words that the search has found</source>
            <translation>搜索找到的最可能的词语</translation>
        </message>
        <message>
            <source>Of what the search has found, the words with the highest wpmi</source>
            <translation>搜索结果中 wpmi 最高的词语</translation>
        </message>
        <message>
            <source>The search itself went by wpmi, with the λ it was given</source>
            <translation>搜索本身按 wpmi 进行，使用给定的 λ</translation>
        </message>
        <message>
            <source>λ: how much common words are held back, for all units. 0 takes the likeliest words.</source>
            <translation>λ:对常见词的抑制程度，适用于所有单元。0 取最可能的词语。</translation>
        </message>
    </context>
    <context>
        <name>brera::widgets::WordStrip</name>
        <message>
            <source>Left and right go through the words; the exemplars show how much of its attention each word gave them</source>
            <translation>左右键在词间移动；范例显示每个词给予它们的注意力</translation>
        </message>
    </context>
</TS>
