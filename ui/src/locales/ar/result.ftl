# الشاشات من 12 إلى 15.
result-window = النتيجة
result-partly-english = بعض الكلمات لم تُترجَم بعد وتظهر بالإنجليزية.
result-stands-out = ما يلفت النظر
result-more =
    { $count ->
        [one] شيء آخر
        [two] شيئان آخران
        [few] { $count } أشياء أخرى
       *[other] { $count } شيئًا آخر
    }
result-notes =
    { $count ->
        [one] ملاحظة للعلم
        [two] ملاحظتان للعلم
        [few] { $count } ملاحظات للعلم
       *[other] { $count } ملاحظة للعلم
    }
result-why = لماذا
result-would-help = ما الذي يفيد
result-for-now = في الوقت الحالي
result-means = ماذا تعني النتيجة وماذا لا تعني
result-get-help = اطلب المساعدة

cov-looked = تم الاطلاع على { $count }
cov-partly = تم الاطلاع على { $count } جزئيًا
cov-missing = تعذّر الاطلاع على { $count }
cov-elsewhere =
    { $count ->
        [one] 1 ليس في هذا النوع من النسخ
       *[other] { $count } ليست في هذا النوع من النسخ
    }
cov-broke = أخفقنا في قراءة { $count }
cov-of = { $lit } من { $of }
cov-kinds =
    { $count ->
        [one] (نوع واحد)
        [two] (نوعان)
        [few] ({ $count } أنواع)
       *[other] ({ $count } نوعًا)
    }
cov-picture = صورة: { $lit } من { $of } من النوافذ مضيئة. ويقول الجدول تحت «ما الذي فُحِص» الشيء نفسه.

finding-window = شيء لافت
finding-read = اقرأ المزيد
finding-count =
    { $count ->
        [two] ظهر مرتين
        [few] ظهر { $count } مرات
       *[other] ظهر { $count } مرة
    }
finding-next = الشيء التالي
finding-place = { $place } من { $of }
finding-saw = ما رأيناه
finding-meaning = لماذا قد يكون مهمًا
finding-ordinary = أسباب عادية
finding-now = ما العمل الآن
finding-expert = أظهر التفاصيل للخبير
finding-artifact = وُجِد في

coverage-link = ما الذي فُحِص
coverage-window = ما الذي فُحِص
coverage-title = ما الذي اطّلعنا عليه وما الذي لم نستطع
coverage-widen = لرؤية المزيد
coverage-table = كل ذلك في جدول، مع الأسباب والقوائم
coverage-lists = أي قوائم من الآثار المنشورة استُخدِمت
pack-count =
    { $count ->
        [one] أثر واحد
        [two] أثران
        [few] { $count } آثار
       *[other] { $count } أثرًا
    }
column-kind = نوع السجل
column-state = هل اطّلعنا
column-records = السجلات
column-why = لماذا ليس أكثر
column-next = ما الذي يُظهره
column-when = متى
column-weight = ما هو
column-what = ماذا
state-examined = نعم
state-partly = جزئيًا
state-not-examined = تعذّر
state-broke = الخطأ منا
records =
    { $count ->
        [one] سجل واحد
        [two] سجلان
        [few] { $count } سجلات
       *[other] { $count } سجلًا
    }
gaps = لم يُفهَم { $count }

timeline-link = الخط الزمني
timeline-window = ماذا حدث ومتى
timeline-title = ماذا حدث ومتى
timeline-some = أهم { $shown } من { $of }. وكلها في الجدول.
timeline-none = لا تاريخ لشيء مما عُثِر عليه.
timeline-key = ستة أضلاع: يطابق أثرًا منشورًا. دائرة: لافت للنظر. مربع: للتوضيح.
timeline-caution = قرب الأشياء في الزمن لا يعني أنها مرتبطة.
timeline-table = الشيء نفسه في جدول
timeline-picture = خط زمني عليه { $count } من الأحداث المرقّمة. والمحتوى نفسه في القائمة والجدول تحته.
shape-known = يطابق أثرًا منشورًا
shape-seen = لافت للنظر
shape-context = للتوضيح
