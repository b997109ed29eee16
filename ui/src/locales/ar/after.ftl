# الشاشات من 16 إلى 20.
next-title = ما العمل الآن
next-lead = خطوة واحدة كل مرة. أنت تقرر ماذا ومتى.
next-find = ابحث عمّن تتحدث معه
next-remove = قبل أن تزيل تطبيقًا أو توقف المشاركة أو تغيّر كلمة مرور:
    .why = قد يلاحظ أحد ذلك. إذا كان هذا قد يعرّضك للخطر، فخطّط له أولًا مع من يعرف مثل هذه الحالات.
next-accounts = كيف أنظر في الحسابات والموقع وأجهزة التتبع؟
    .text = من جهاز لا يستخدمه غيرك: افتح كل حساب وانظر في «الأجهزة» و«أماكن تسجيل الدخول». وفي تطبيقات الخرائط والعائلة انظر من يستطيع رؤيتك. وتستطيع الهواتف البحث عن أجهزة تتبع مجهولة قريبة منك.
next-off = هل يمكنني إطفاء الهاتف؟
    .text = قد ينهي ذلك برامج تجسس تعيش في الذاكرة فقط، وقد يمحو آثارها. إذا كنت في خطر فأطفئه أو اتركه. وإلا فاسأل خبيرًا أولًا.

people-title = من يساعدك
people-lead = اتصل أو اكتب من جهاز لا يراه غيرك. إنهم لا يحكمون على أحد.
people-where = أين أنت؟
people-anywhere = أي بلد
people-language = اللغة
people-any-language = أي لغة
people-about = ما الموضوع؟
people-unknown = لا أعرف
people-spyware = برامج تجسس، عمل ناشط أو صحفي
people-partner = شخص قريب مني
people-count =
    { $count ->
        [one] عنوان واحد
        [two] عنوانان
        [few] { $count } عناوين
       *[other] { $count } عنوانًا
    }
people-none = لا أحد في هذا الدليل يناسب الثلاثة معًا. اختر «أي» في واحد منها.
people-large = تكبير
people-large-of = تكبير: { $name }
people-source = المصدر:
people-checked = آخر مراجعة للدليل: { $date }.
people-no-web = لا يفتح البرنامج صفحات ويب: اكتب العنوان، أو كبّره وصوّره بجهاز آخر.
people-save = حفظ تقرير
people-return = ارجع إلى حيث كنت

save-link = حفظ تقرير
save-title = ماذا تريد أن تحتفظ به؟
save-lead = يبقى التقرير حيث تضعه. ويستطيع كل من يجده أن يقرأه.
save-html = صفحة للقراءة أو الطباعة
    .hint = تُفتَح في كل متصفح، من دون إنترنت.
save-txt = نص بسيط
    .hint = صغير. لمحادثة أو لقارئ شاشة.
save-json = ملف لأدوات الخبير
    .hint = ما عُثِر عليه كبيانات.
save-in = ماذا يدخل فيه
save-personal = المرسلون والحسابات وعناوين الأشخاص
    .hint = تُترَك خارجه إلا إذا وضعت علامة هنا.
save-expert = تفاصيل للخبير
    .hint = مسارات وأرقام وآثار منشورة.
save-language = لغة التقرير
save-look = انظر إلى التقرير أولًا
save-careful = هل يراقب أحد هذا الكمبيوتر؟ إذن قد يُعثَر على الملف. ذاكرة USB تحملها معك أفضل.
save-where = اختر مكان الحفظ
save-skip = تابع من دون حفظ
save-more = احفظ مرة أخرى
save-done = حُفِظ التقرير حيث اخترت.

finish-window = الختام
finish-title = اترك كل شيء كما كان
finish-lead = هذا ما وضعه البرنامج على هذا الكمبيوتر. امحُه عندما تنتهي.
finish-computer = على هذا الكمبيوتر
finish-nothing = لم يُوضَع شيء على هذا الكمبيوتر.
finish-phone = على الهاتف
finish-untouched = لم يُمَسّ الهاتف
    .text = قرأ البرنامج نسخة، وتركها كما هي.
finish-as-it-was = كما كان
finish-cannot = ما لا يمكن محوه من هنا:
    .text = قد يتذكر الكمبيوتر أن هذا البرنامج فُتِح. وقد يستطيع خبراء أحيانًا استرجاع ملفات مُحِيت.
finish-erase = امحُ واختم
finish-erased = تم المحو
    .lead = هذا ما صار إليه كل شيء.
finish-close = يمكنك إغلاق النافذة الآن.
finish-again = ابدأ من جديد
change-practice-folder = هاتف وهمي
change-report-saved = تقرير حفظته
change-memory = النتيجة، في الذاكرة
change-state-there = موجود الآن
change-state-erased = مُحِي
change-state-kept = باقٍ

report-window = التقرير
report-title = التقرير كما سيُطبَع
report-lead = انظر فيه. المحتوى الشخصي متروك خارجه.
report-print = طباعة
report-name = تقرير فحص هاتف
report-seen = ما رأيناه
report-seen-none = لم نجد في السجلات التي اطّلعنا عليها شيئًا ينبغي أن يراه خبير.
report-notes = ملاحظات للعلم
report-expert = للخبير
report-tool = البرنامج
report-confinement = القيود التي كانت سارية
report-conclusion = الخلاصة
report-list = قائمة آثار منشورة
report-foot = يقول هذا التقرير ما ظهر في نسخة من هاتف. لا يقول من فعل شيئًا، وليس وثيقة محكمة.
