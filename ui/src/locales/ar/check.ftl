# الشاشتان 10 و11.
check-title = نطّلع على النسخة
check-lead = لا تعرض هذه الشاشة ما يُعثَر عليه. تختار لاحقًا متى ترى النتيجة.
check-opening = نفتح النسخة
check-listing = نقرأ ما في النسخة
check-unlocking = نفتح قفل النسخة بكلمة مرورك
check-unlocking-time = ثوانٍ أو نحو دقيقة
check-examining = اطّلعنا على { $done } من { $of } من أنواع السجلات
check-left =
    { $minutes ->
        [one] بقيت نحو دقيقة
        [two] بقيت نحو دقيقتين
        [few] بقيت نحو { $minutes } دقائق
       *[other] بقيت نحو { $minutes } دقيقة
    }
check-left-short = بقي أقل من دقيقة
check-percent = { $percent } بالمئة
check-now = نطّلع الآن
check-kinds = أنواع السجلات
check-picture = صورة: { $lit } من { $of } من النوافذ مضيئة.
check-wait = يتابع وحده عند انتهاء الفحص.
check-stop = أوقف الفحص
check-stopping = يتوقف …
check-failed = تعذّر إنهاء الفحص
    .lead = لا يمكن استنتاج شيء منه، لا خير ولا شر.
check-again = حاول مرة أخرى
stop-title = هل توقف الفحص؟
stop-what = يُنسى ما قُرِئ حتى الآن. تبقى النسخة كما هي، ويمكنك البدء من جديد في أي وقت.
stop-no = تابع الفحص

covered-window = النتيجة مغطّاة
covered-title = النتيجة جاهزة، وهي مغطّاة.
covered-lead = انظر حولك أولًا. من يرى هذه الشاشة؟ هل هي على جهاز عرض أو مشتركة في مكالمة؟
covered-time = خذ وقتك. تبقى النتيجة حتى تغلق النافذة، وقد ترغب في أن يكون بجانبك شخص تثق به.
covered-show = أظهر النتيجة
covered-erase = ليس الآن: امحُها
