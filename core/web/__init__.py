"""The edge of the portal: what stands before every request, and the public addresses.

Plain Starlette. Each address calls one service or query and turns its answer into a response.
"""
