## مسودة: تُقرأ من متحدثَين أصليَّين قبل الاستعمال.

month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
date = { $day } { $month } { $year }
date-and-time = { $date }، الساعة { $time } بالتوقيت العالمي
no-date = يوم غير مسجَّل
unknown = غير معروف
hidden = (مخفي)
list-separator = {"، "}

report-title = تقرير عن فحص هاتف
heading-seen = ما الذي شوهد
heading-notes = ملاحظات للاكتمال
heading-coverage = ما الذي فُحِص وما الذي لم يُفحَص
heading-timeline = ماذا حدث ومتى
heading-next = ما العمل الآن
heading-expert = للخبير
heading-saw = ماذا رأينا
heading-meaning = لماذا قد يهم
heading-ordinary = أسباب عادية
heading-do = ما العمل الآن
heading-group = المجموعة
heading-kind = نوع السجل
heading-looked = هل فُحِص
heading-why = لماذا ليس أكثر
heading-help = ما الذي يُظهره
heading-date = التاريخ
heading-what = الحدث
heading-details = تفاصيل للخبير
nothing-to-show = لم يُعثَر في السجلات التي فُحِصت على شيء ينبغي أن يراه خبير.
looked-yes = نعم
looked-partly = جزئيًا
looked-no = لا
looked-of = { $looked } من { $all }
records =
    { $count ->
        [zero] لا سجلات
        [one] سجل واحد
        [two] سجلان
        [few] { $count } سجلات
        [many] { $count } سجلًا
       *[other] { $count } سجل
    }
times-seen =
    { $count ->
        [one] شوهد مرة واحدة
        [two] شوهد مرتين
        [few] شوهد { $count } مرات
       *[other] شوهد { $count } مرة
    }
closing = يقول هذا التقرير ما شوهد في نسخة من هاتف. ولا يقول من فعل شيئًا، وليس وثيقة للمحكمة. تحذير من أبل أو غوغل أو واتساب أهم من هذا التقرير.
partly-english = بعض هذه الكلمات لم تُترجَم بعد وهي بالإنجليزية.
left-out = الرقم التسلسلي ورقم الهاتف وأسماء الحسابات ليست في هذا التقرير.
page-windows = صورة: { $looked } من { $all } نافذة مضاءة.

weight-known-spyware = يطابق آثار برامج تجسس منشورة
weight-strong = يصعب تفسيره بغير ذلك
weight-look = يستحق نظرة خبير
weight-note = ملاحظة
class-targeted = شيء وصل إلى الهاتف
class-attempt = آثار هجوم
class-execution = شيء اشتغل
class-cleanup = أُزيلت آثار
class-physical-access = كان الهاتف في يد أحد
class-posture = إعداد

kind-ios-backup = نسخة احتياطية من آيفون
kind-ios-filesystem = نسخة من نظام الملفات كله
kind-ios-sysdiagnose = ملف تشخيص من آيفون
kind-ios-crash-reports = تقارير أعطال من آيفون
encrypted = بكلمة مرور
not-encrypted = بلا كلمة مرور
kept-needed = هذه نسخة أصغر: لا تضم إلا ما يقرؤه الفحص.

fact-model = الطراز
fact-os-version = إصدار iOS
fact-os-build = البنية
fact-acquisition = النسخة
fact-kept = حجم النسخة
fact-made-at = تاريخ النسخة
fact-device-name = اسم الهاتف
fact-indicator = القيمة المنشورة
fact-campaign = ينسبها ناشرها إلى
fact-publisher = الناشر
fact-pack = القائمة
fact-published = تاريخ النشر
fact-also = ذكرها أيضًا
fact-where = المكان
fact-further = أماكن أخرى
fact-detection = الكشف
fact-url = العنوان
fact-host = المضيف
fact-domain = النطاق
fact-process = البرنامج
fact-sender = المرسل
fact-path = المسار
fact-app = التطبيق
fact-profile = ملف الإعدادات
fact-email = البريد الإلكتروني
fact-account = الحساب
fact-bundle = الاسم داخل النظام
fact-bytes = بايت
fact-client = البرنامج
fact-count = العدد
fact-day = اليوم الذي ذُكر
fact-occasion = ما حدث في ذلك اليوم
fact-direction = الاتجاه
fact-events = الأحداث
fact-files = الملفات
fact-from = من
fact-id = المعرّف
fact-identifier = المعرّف
fact-inside = في الداخل
fact-mark = العلامة
fact-milliseconds = ميلي ثانية
fact-missing = المفقود
fact-name = الاسم
fact-newest = أحدث إصدار
fact-number = الرقم
fact-operation = الإجراء
fact-organization = الجهة
fact-origin = الصفحة
fact-parts = الأجزاء
fact-port = رقم المنفذ
fact-server = الخادم
fact-service = الخدمة
fact-sign = العلامة
fact-source = المصدر
fact-title = العنوان
fact-to = إلى
fact-touched = ما الذي تغيّر
fact-version = الإصدار

indicators-used = { $applicable } من { $total } من الآثار المنشورة يمكن أن تظهر في نسخة من هذا النوع. أحدث قائمة بتاريخ { $date }.
indicators-used-undated = { $applicable } من { $total } من الآثار المنشورة يمكن أن تظهر في نسخة من هذا النوع.
indicators-none = لم تُقارَن النسخة بأي آثار منشورة. لم يكن ممكنًا سوى ملاحظة السلوك الغريب.

confinement = أثناء قراءة النسخة سرت هذه القيود: { $limits }.
confinement-none = لم يستطع هذا الحاسوب تقييد الجزء القارئ من البرنامج.
confinement-landlock = لا كتابة، ولا ملفات سوى النسخة
confinement-seccomp = لا شبكة، ولا برامج أخرى
confinement-memory = ذاكرة محدودة

moment-made = صُنعت هذه النسخة
moment-seizure = ذكرتَ هذا اليوم: كان الهاتف في أيدٍ أخرى
moment-border = ذكرتَ هذا اليوم: حدود أو حاجز
moment-odd-link = ذكرتَ هذا اليوم: وصل رابط غريب أو رسالة غريبة
moment-notification = ذكرتَ هذا اليوم: وصل تحذير

group-messages = الرسائل والروابط
group-web = زيارات الويب
group-apps = التطبيقات وما يُسمح لها به
group-settings = الإعدادات وملفات الإعداد
group-accounts = الحسابات والمشاركة
group-ran = ما اشتغل واستهلك البيانات
group-files = الملفات والنسخة نفسها

why-missing =
    .what = ينبغي أن يكون في هذه النسخة وهو مفقود.
    .next = انسخ الهاتف مرة أخرى.
why-absent =
    .what = لا سجلات كهذه في هذا الهاتف، أو التطبيق غير مثبَّت.
    .next = {""}
why-not-on-this-os =
    .what = هذا الإصدار من iOS لا يحفظه هنا.
    .next = {""}
why-needs-backup =
    .what = لا يوجد إلا في نسخة احتياطية من الهاتف.
    .next = اصنع نسخة احتياطية، بكلمة مرور إن استطعت.
why-needs-encrypted-backup =
    .what = لا يوجد إلا في نسخة بكلمة مرور.
    .next = اصنع نسخة احتياطية بكلمة مرور.
why-needs-sysdiagnose =
    .what = لا يُحفظ في النسخة الاحتياطية.
    .next = ملف التشخيص الذي يصنعه الهاتف يُظهره.
why-needs-filesystem =
    .what = لا يُحفظ في النسخة الاحتياطية.
    .next = لا يُظهره إلا نسخ كامل يصنعه خبير.
why-not-kept =
    .what = تُرك جانبًا عند نسخ الهاتف.
    .next = اصنع نسخة كاملة من الهاتف.
why-unreadable =
    .what = هو موجود، لكن لم تمكن قراءته.
    .next = انسخ الهاتف مرة أخرى. وإن بقي الأمر كذلك فاسأل خبيرًا.
why-not-asked =
    .what = تُرك خارج هذا الفحص بناءً على طلب.
    .next = افحص مرة أخرى دون ترك شيء.
why-partly =
    .what =
        { $count ->
            [one] لم تمكن قراءة جزء ({ $why }): { $path }.
           *[other] لم تمكن قراءة { $count } من الأجزاء. أولها ({ $why }): { $path }.
        }
    .next = انسخ الهاتف مرة أخرى. وإن بقي الأمر كذلك فاسأل خبيرًا.
broke-panicked =
    .what = تعثّر برنامجنا عند هذا النوع. هذا خطأ منا.
    .next = فُحصت السجلات الأخرى. قد يقرؤه إصدار أحدث من Lucerna.
broke-crashed =
    .what = أُوقف برنامجنا وهو يقرأ هذا النوع.
    .next = احتفظ بالنسخة. ينبغي أن ينظر خبير في سبب توقف البرنامج عند قراءته.
broke-hung =
    .what = طالت قراءة هذا النوع كثيرًا فأُنهيت.
    .next = احتفظ بالنسخة. ينبغي أن ينظر خبير في سبب تعذر قراءته.
broke-too-much-memory =
    .what = طلب هذا النوع ذاكرة كبيرة جدًا فأُنهي.
    .next = احتفظ بالنسخة. ينبغي أن ينظر خبير في سبب تعذر قراءته.
unread-missing = مذكور في القائمة وليس في النسخة
unread-cut-short = مبتور
unread-damaged = تالف
unread-refused = رفضه الحاسوب
unread-no-key = مفتاحه تالف
unread-too-large = أكبر مما ينبغي
unread-unknown-layout = ترتيب لا نعرفه
unread-unreadable = تعذرت قراءته

widen-again = انسخ الهاتف مرة أخرى: هذه النسخة غير مكتملة.
widen-encrypted =
    { $count ->
        [one] نسخة بكلمة مرور تحوي نوعًا آخر من السجلات.
        [two] نسخة بكلمة مرور تحوي نوعين آخرين من السجلات.
        [few] نسخة بكلمة مرور تحوي { $count } أنواع أخرى من السجلات.
       *[other] نسخة بكلمة مرور تحوي { $count } نوعًا آخر من السجلات.
    }
widen-sysdiagnose =
    { $count ->
        [one] ملف يصنعه الهاتف نفسه يمكن أن يُظهر نوعًا آخر من السجلات.
        [two] ملف يصنعه الهاتف نفسه يمكن أن يُظهر نوعين آخرين من السجلات.
        [few] ملف يصنعه الهاتف نفسه يمكن أن يُظهر { $count } أنواع أخرى من السجلات.
       *[other] ملف يصنعه الهاتف نفسه يمكن أن يُظهر { $count } نوعًا آخر من السجلات.
    }

conclusion-known-traces =
    .title = عُثِر على آثار برامج تجسس معروفة
    .lead = شيء في هذا الهاتف يطابق آثارًا نشرها باحثون. ويجب أن يؤكد ذلك خبير.
    .comfort = لست وحدك في هذا، ولم تُخطئ في شيء. يجيب خبراء عن مثل هذه الحالات كل يوم مجانًا.
conclusion-known-traces-now-1 = رجاءً لا تُعِد التشغيل ولا تحدّث ولا تعِد الضبط ولا تحذف شيئًا. قد يمحو ذلك الآثار.
conclusion-known-traces-now-2 = رجاءً لا تواجه أحدًا الآن.
conclusion-known-traces-now-3 = تحدّث عن هذا من هاتف آخر وفي مكان آخر.
conclusion-known-traces-now-4 = هل أنت في خطر الآن؟ أنت أهم: أطفئ الهاتف أو اتركه.

conclusion-expert-look =
    .title = ينبغي أن ينظر خبير في هذا
    .lead =
        { $findings ->
            [one] شيء واحد لافت. لمثل هذا غالبًا سبب عادي. ينبغي أن ينظر فيه من يعرفه.
            [two] شيئان لافتان. لمثل هذه الأشياء غالبًا سبب عادي. ينبغي أن ينظر فيها من يعرفها.
            [few] { $findings } أشياء لافتة. لمثل هذه الأشياء غالبًا سبب عادي. ينبغي أن ينظر فيها من يعرفها.
           *[other] { $findings } شيئًا لافتًا. لمثل هذه الأشياء غالبًا سبب عادي. ينبغي أن ينظر فيها من يعرفها.
        }
    .comfort = كثير من هذه الأشياء يتبيّن أنه عادي. وسؤال خبير لا يكلف شيئًا.
conclusion-expert-look-now-1 = في الوقت الحالي، رجاءً لا تُعِد تشغيل الهاتف ولا تحدّثه ولا تعِد ضبطه. قد يحتاجه خبير كما هو.
conclusion-expert-look-now-2 = إن كنت في خطر فأنت أهم: اترك الهاتف.

conclusion-nothing-found =
    .title = لم يُعثَر على برامج تجسس معروفة في ما تم فحصه
    .lead =
        { $looked ->
            [few] اطّلعنا على كل ما ينبغي أن تحويه نسخة من هذا النوع: { $looked } أنواع من السجلات.
           *[other] اطّلعنا على كل ما ينبغي أن تحويه نسخة من هذا النوع: { $looked } نوعًا من السجلات.
        }
    .comfort = معظم المراقبة لا يحتاج إلى برامج تجسس. الخطوة التالية: الحسابات المشتركة ومشاركة الموقع وأجهزة التتبع.
conclusion-nothing-found-now-1 = لم يطابق شيء هنا الآثار المنشورة.
conclusion-nothing-found-now-2 = قد تفوت برامج تجسس جديدة أو برامج تُخفي آثارها.
conclusion-nothing-found-now-3 = هل وصلك تحذير من أبل أو غوغل أو واتساب؟ تحذيرهم أهم من هذه النتيجة.

conclusion-not-enough =
    .title = لم نستطع فحص ما يكفي لنقول شيئًا
    .lead =
        { $unread ->
            [0] النسخة غير مكتملة. لا يمكن أن يُستنتج منها شيء، لا خير ولا شر.
            [one] نوع واحد من السجلات مفقود أو لم تمكن قراءته كاملًا. لا يمكن أن يُستنتج من هذا شيء، لا خير ولا شر.
            [two] نوعان من السجلات مفقودان أو لم تمكن قراءتهما كاملين. لا يمكن أن يُستنتج من هذا شيء، لا خير ولا شر.
            [few] { $unread } أنواع من السجلات مفقودة أو لم تمكن قراءتها كاملة. لا يمكن أن يُستنتج من هذا شيء، لا خير ولا شر.
           *[other] { $unread } نوعًا من السجلات مفقود أو لم تمكن قراءته كاملًا. لا يمكن أن يُستنتج من هذا شيء، لا خير ولا شر.
        }
    .comfort = يحدث هذا كثيرًا، ولم يُخطئ أحد. نسخة ثانية تنفع عادةً.
conclusion-not-enough-now-1 = انسخ الهاتف مرة أخرى إن استطعت، بكلمة مرور.
conclusion-not-enough-now-2 = أو افتح نسخة احتياطية صنعتها من قبل.
conclusion-not-enough-now-3 = أو اطلب من خبير أن يصنع النسخة معك.

next-danger =
    .title = هل أنت في خطر الآن؟ أنت أهم
    .text = أطفئ الهاتف أو اتركه، حتى لو ضاعت آثار.
next-keep =
    .title = أبقِ الأشياء كما هي
    .text = لا تُعِد التشغيل ولا تحدّث ولا تعِد الضبط ولا تحذف. أبقِ الهاتف مشحونًا في مكانه المعتاد.
next-talk =
    .title = أخبر خبيرًا
    .text = من جهاز آخر. يمكنه أن يؤكد ما عُثر عليه، وأن يقرأ التقرير الذي تحفظه هنا.
next-accounts =
    .title = انظر في الحسابات ومشاركة الموقع وأجهزة التتبع
    .text = من يعرف كلمات مرورك؟ من أعدّ الهاتف؟ من يرى أين أنت؟ هل في حقيبة أو سيارة جهاز تتبع صغير؟
next-plan =
    .title = قبل أن تغيّر شيئًا، خطط له
    .text = إزالة تطبيق أو إيقاف مشاركة أو تغيير كلمة مرور قد يلاحظه أحد. إن كان ذلك قد يعرضك للخطر فخطط له أولًا مع من يعرف مثل هذه الأحوال.
next-who =
    .title = اسأل نفسك من كان الهاتف عنده
    .text = بعض الإعدادات تُصنع باليد. من أعدّ الهاتف، ومن أصلحه، ومن أبقاه عنده مدة؟
next-warning =
    .title = هل حذرتك شركة؟
    .text = تحذير من أبل أو غوغل أو واتساب أهم من هذه النتيجة. أره لمن يساعدون.
next-update =
    .title = أبقِ الهاتف محدَّثًا
    .text = البرامج الأحدث تسد ثغرات معروفة. ونمط المنع يحمي أكثر من قد يكونون هدفًا.
next-again =
    .title = انسخ الهاتف مرة أخرى
    .text = بكلمة مرور إن استطعت: فتحوي النسخة أكثر.

help-access-now = للمجتمع المدني والصحفيين والناشطين. ليلًا ونهارًا، مجانًا.
help-amnesty = لمن يعملون من أجل حقوق الإنسان. ينظر في الهجمات ببرامج التجسس.
help-rsf = للصحفيين الذين يظنون أن أجهزتهم مراقبة.
help-front-line-defenders = للمدافعين عن حقوق الإنسان المعرّضين للخطر. يجيب عن الطوارئ ليلًا ونهارًا.
help-socialtic = للناشطين والصحفيين في أمريكا اللاتينية.
help-first-aid-kit = أسئلة وأجوبة تقود إلى من يساعد قربك.
help-nnedv = لمن يخاف من شخص قريب منه، ولمن يسانده.
help-stop-stalkerware = يجد خط مساعدة قربك، لمن يخاف من شخص قريب منه.

problem-wrong-password =
    .what = كلمة المرور لا تفتح هذه النسخة.
    .next = حاول مرة أخرى. هي كلمة مرور النسخة الاحتياطية، لا رمز الهاتف.
problem-key-bag-damaged =
    .what = جزء النسخة الذي يحوي مفاتيحها تالف. لا تفتحه أي كلمة مرور.
    .next = انسخ الهاتف مرة أخرى، أو استعمل نسخة أخرى.
problem-password-needed =
    .what = هذه النسخة مقفلة بكلمة مرور.
    .next = أعطِها عبر --password-stdin أو --password-file.
problem-no-acquisition-here =
    .what = لا توجد نسخة هاتف في هذا المكان.
    .next = اختر المجلد الذي فيه Manifest.db أو المجلد الذي حوله أو ملف zip أو tar منه.
problem-empty-folder =
    .what = هذا المجلد فارغ.
    .next = اختر المجلد الذي فيه النسخة.
problem-backup-incomplete =
    .what = يبدو هذا نسخة احتياطية، لكن { $missing } مفقود.
    .next = انسخ الهاتف مرة أخرى، أو استعمل نسخة أخرى. لا يُستنتج من هذه شيء.
problem-backup-damaged =
    .what = لا تمكن قراءة قائمة الملفات في هذه النسخة. هي تالفة أو مبتورة.
    .next = انسخ الهاتف مرة أخرى، أو استعمل نسخة أخرى. لا يُستنتج من هذه شيء.
problem-archive-damaged =
    .what = هذا الأرشيف تالف أو مبتور.
    .next = احزمه أو انسخه مرة أخرى.
problem-archive-unsafe =
    .what = هذا الأرشيف مصنوع على نحو لا تُصنع به الأرشيفات السليمة. لم يُفتَح.
    .next = احتفظ به واسأل خبيرًا.
problem-several-backups =
    .what = في هذا المجلد عدة نسخ ({ $count }).
    .next = اختر واحدة منها.
problem-not-readable =
    .what = لا يسمح لنا الحاسوب بقراءة هذا المكان.
    .next = انسخ النسخة إلى مكان لك. على ماك اسمح أولًا بالوصول الكامل إلى القرص.
problem-unsupported-layout =
    .what = صُنعت هذه النسخة بطريقة لا نعرفها ({ $layout }).
    .next = استعمل نسخة من iOS أحدث، أو اسأل خبيرًا.
problem-stopped =
    .what = أُوقف الفحص. لم يُستنتج شيء.
    .next = ابدأه مرة أخرى متى شئت.
problem-indicators-unreadable =
    .what = لم تمكن قراءة القائمة { $file }.
    .next = يجب أن تكون ملف STIX 2. اطلبها مرة أخرى من حيث جاءت.
problem-too-little-memory =
    .what = احتاجت القراءة ذاكرة أكثر مما يجوز للبرنامج.
    .next = أغلق برامج أخرى وحاول مرة أخرى. وإن بقي الأمر فاحتفظ بالنسخة واسأل خبيرًا.
problem-worker-broke =
    .what = توقف فجأة جزء البرنامج الذي يقرأ النسخ.
    .next = حاول مرة أخرى. وإن بقي الأمر فاحتفظ بالنسخة واسأل خبيرًا.
problem-our-fault =
    .what = حدث خطأ في البرنامج. هذا خطأ منا.
    .next = حاول مرة أخرى. وإن بقي الأمر فأخبرنا بالرقم.
problem-save-failed =
    .what = لم يمكن حفظ الملف في هذا المكان.
    .next = اختر مكانًا آخر.
problem-disk-full =
    .what = القرص ممتلئ.
    .next = أفسح مكانًا، أو اختر قرصًا آخر.
problem-erase-failed =
    .what = لم يمكن محو { $path }.
    .next = أغلق البرامج التي تستعمله ثم احذفه بيدك.
