export type FieldError = { field: string; code: string; sentence: string };

type ProblemBody = {
  title?: string;
  status?: number;
  code?: string;
  detail?: string;
  cite?: string;
  errors?: FieldError[] | null;
  request?: string;
};

/** Problem is the one error the page knows: a refusal, a fault of the server or a lost network. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly cite?: string;
  readonly errors: FieldError[];
  readonly request?: string;

  constructor(status: number, body: ProblemBody) {
    super(sentenceOf(status, body));
    this.name = "Problem";
    this.status = status;
    this.code = body.code ?? codeOf(status);
    this.cite = body.cite || undefined;
    this.errors = body.errors ?? [];
    this.request = body.request;
  }

  /** No answer came: whether the server did the work is not known. */
  get lost(): boolean {
    return this.status === 0;
  }

  /** The work may have been done: no answer came, or none that tells. */
  get unknown(): boolean {
    return this.lost || this.status >= 500 || UNDECIDED.has(this.status);
  }
}

/** Turned away at the door: such an answer says nothing of an earlier attempt under the same key. */
const UNDECIDED = new Set([401, 408, 425, 429]);

const LOST = "Mất kết nối với máy chủ. Nội dung đã nhập vẫn còn nguyên; hãy thử lại khi có mạng.";

const SENTENCES: Record<number, string> = {
  401: "Phiên làm việc đã hết. Mời đăng nhập lại.",
  403: "Tài khoản này không có quyền làm việc đó.",
  404: "Không tìm thấy nội dung này, hoặc tài khoản không được xem.",
  409: "Nội dung vừa được người khác thay đổi. Hãy tải lại rồi làm tiếp.",
  413: "Tệp quá lớn. Mỗi tệp tối đa 20 MB.",
  429: "Gửi quá nhiều lần trong thời gian ngắn. Hãy chờ một lát rồi thử lại.",
  503: "Hệ thống đang bận hoặc đang bảo trì. Hãy thử lại sau ít phút.",
};

function codeOf(status: number): string {
  return status === 0 ? "network" : `http-${status}`;
}

function sentenceOf(status: number, body: ProblemBody): string {
  if (status === 0) return body.detail ?? LOST;
  return body.detail || SENTENCES[status] || "Máy chủ gặp lỗi ngoài dự kiến. Nội dung đã nhập vẫn còn nguyên.";
}

/** asProblem turns whatever was thrown into a Problem, so that pages handle one kind. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  return new Problem(-1, { code: "page", detail: "Trang gặp lỗi khi hiển thị. Hãy tải lại trang." });
}
